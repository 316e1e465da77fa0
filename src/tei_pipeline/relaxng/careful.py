"""The slow way to judge: what is not in the automaton yet, and what is wrong.

An element in which something has to be weighed is *watched*: its state is then ``watched`` and the
true one stands in its frame, until all is settled.
"""

from collections.abc import Callable, Mapping, MutableSequence
from typing import TYPE_CHECKING, Any

from tei_pipeline.relaxng.faults import Fault, Lacking, Misplaced, StrayText, WrongText
from tei_pipeline.relaxng.frames import Frame, Reading, Suspect, Waiting
from tei_pipeline.relaxng.identities import Identities
from tei_pipeline.relaxng.tables import DATA, FREE, SPACE, STRAY, After, Opening, Plan, State

if TYPE_CHECKING:
    from tei_pipeline.relaxng.automaton import Automaton
    from tei_pipeline.relaxng.recovery import Recovery
    from tei_pipeline.relaxng.validate import Engine

_SIBLINGS = 3  # so many decide how a wrong child is read


class CarefulJudge:
    """What a judge does where it cannot be quick; see ``Judge``."""

    __slots__ = (
        "_engine",
        "_frames",
        "_identities",
        "_judged",
        "_listen",
        "_listening",
        "_pending",
        "_stack",
        "_state",
        "_tables",
        "_watched",
        "_where",
        "faults",
        "namespaces",
    )

    def __init__(
        self,
        engine: "Engine",
        where: Callable[[], Any],
        listen: Callable[[int], None],
        places: MutableSequence[Any],
    ) -> None:
        self._engine = engine
        self._tables = tables = engine.tables
        self._where = where
        self._listen = listen
        self._watched = tables.watched
        self._judged = engine.judged
        self._state: State = tables.state_at(0)
        self._stack: list[tuple[Opening, After]] = []
        self._frames: list[Frame] = []
        self._listening = FREE
        self._pending: list[str] = []
        self._identities = Identities(places)
        self.faults: list[Fault | None] = []
        self.namespaces: Mapping[str, str] = {}

    @property
    def _automaton(self) -> "Automaton":
        return self._engine.automaton

    @property
    def _recovery(self) -> "Recovery":
        return self._engine.recovery

    def _enter(self, state: State) -> None:
        self._state = state
        if state.text != self._listening:
            self._listening = state.text
            self._listen(state.text)

    def _tell(self, fault: Fault | None, suspect: Suspect | None) -> int:
        """Record a fault, or keep its place; return that place."""
        if suspect is not None:
            suspect.own.append(len(self.faults))
        self.faults.append(fault)
        return len(self.faults) - 1

    def _parent(self) -> str:
        return self._stack[-1][0].name if self._stack else ""

    def _start_slowly(self, name: str, attributes: list[str]) -> None:
        frame = self._frames[-1] if self._state is self._watched else None
        state = self._state if frame is None else frame.state
        suspect = None if frame is None else frame.suspect
        if self._pending:
            state = self._settle_text(state, suspect)
        if suspect is not None:
            suspect.children.append(name)
        if frame is not None and frame.waiting is not None:
            state = self._weigh(frame, frame.waiting, name)
        step = self._engine.step(state, name)
        if step is None:
            self._take_wrong(frame, state, name, attributes)
        else:
            self._advance(frame, step)
            self._open(step[0], attributes, None)

    def _advance(self, frame: Frame | None, step: tuple[Opening, After]) -> None:
        """Go on in the current element by a child, which is watched no longer if all is settled."""
        if frame is None:
            self._stack.append(step)
            return
        after = self._engine.join(step[1])
        if frame.settled:
            self._frames.pop()
        else:
            frame.state, after = after, self._watched
        self._stack.append((step[0], after))

    def _weigh(self, frame: Frame, waiting: Waiting, name: str) -> State:
        """Return the state of an element before a sibling of a wrong child, which may decide."""
        waiting.siblings.append(name)
        alive = self._recovery.weighed(waiting.readings, name)
        if len({reading.now for reading in alive}) > 1 and len(waiting.siblings) < _SIBLINGS:
            waiting.readings = alive
            return frame.state
        before = {reading.left: reading.now for reading in waiting.readings}
        waiting.readings = alive or waiting.readings
        chosen = self._settle(frame, *self._recovery.settled(waiting, waiting.readings))
        return self._automaton.state((before[chosen.left],))

    def _settle(self, frame: Frame, chosen: Reading, fault: Fault) -> Reading:
        waiting, frame.waiting = frame.waiting, None
        assert waiting is not None
        if isinstance(fault, Lacking) and frame.skipped:
            needed = frame.news(fault.needed)
            if not needed:
                return chosen
            fault.needed = needed
        if self._recovery.is_early(waiting, chosen):
            frame.skipped.append(waiting.suspect.name)
        self.faults[waiting.place] = fault
        if isinstance(fault, Misplaced) and fault.meant is not None:
            self._forget(waiting.suspect)
        return chosen

    def _forget(self, suspect: Suspect) -> None:
        for place in suspect.own:
            self.faults[place] = None

    def _take_wrong(
        self, frame: Frame | None, state: State, name: str, attributes: list[str]
    ) -> None:
        """Take a child that does not fit."""
        automaton, recovery = self._automaton, self._recovery
        content = automaton.content(state)
        if self._stack and not isinstance(self._stack[-1][1], State):
            opening, after = self._stack[-1]
            self._stack[-1] = opening, automaton.join(after)
        wrong = recovery.wrong(content, name)
        where, parent = self._where(), self._parent()
        own = None if frame is None else frame.suspect
        known = bool(wrong.opening.definitions)
        if known and len(wrong.readings) == 1:
            fault = recovery.misplaced(where, parent, wrong, content)
            place = self._tell(fault, own)
            self._advance(frame, (wrong.opening, automaton.state((wrong.readings[0].left,))))
            suspect = None
            if wrong.near:
                suspect = Suspect(name, attributes, self.namespaces, content, wrong.near, place)
            self._open(wrong.opening, attributes, suspect)
            return
        suspect = Suspect(name, attributes, self.namespaces, content)
        if frame is None:
            frame = Frame(state)
            self._frames.append(frame)
        place = self._tell(None, own)
        frame.waiting = Waiting(place, where, parent, wrong, suspect)
        self._advance(frame, (wrong.opening, recovery.together(wrong.readings)))
        self._open(wrong.opening, attributes, suspect)

    def _open(self, opening: Opening, attributes: list[str], suspect: Suspect | None) -> None:
        """Enter an element; one that is suspect is watched."""
        plan = self._engine.plan(opening, tuple(attributes[::2]))
        state = self._attributes(opening, attributes, plan, suspect)
        if suspect is not None:
            self._frames.append(Frame(state, suspect))
            state = self._watched
        self._enter(state)

    def _attributes(
        self, opening: Opening, attributes: list[str], plan: Plan, suspect: Suspect | None
    ) -> State:
        """Judge attributes one by one; return the state of the content."""
        holds = self._judged
        state: State | None = plan.state
        if plan.undecided:
            state = self._automaton.decided(opening, attributes, self.namespaces)
        elif plan.slow or not all(
            known.get(attributes[place]) or holds(value, attributes[place], self.namespaces)
            for place, value, known in plan.checks
        ):
            state = None
        if state is None:
            # what only faults need is imported for them
            from tei_pipeline.relaxng.attribute_faults import attribute_faults

            found, state = attribute_faults(
                self._automaton, opening, attributes, self.namespaces, self._where()
            )
            for fault in found:
                self._tell(fault, suspect)
        if plan.ids:
            self._identify(opening, attributes, plan)
        return state

    def _identify(self, opening: Opening, attributes: list[str], plan: Plan) -> None:
        """Take the IDs and the references of an element."""
        where, identities = self._where(), self._identities
        for place, kind in plan.ids:
            value = attributes[place]
            if kind == "ID" and value not in identities.first and value[:1] > " " < value[-1:]:
                identities.first[value] = None  # as it mostly is
                identities.places.append(where)
            else:
                name = attributes[place - 1]
                self.faults += identities.take(where, opening.name, name, value, kind)

    def _take_text(self, data: str, frame: Frame | None) -> None:
        """Take a text that is not blank, where it may be wrong or leads to another state."""
        state = self._state if frame is None else frame.state
        if state.text == STRAY:
            content = self._automaton.content(state)
            suspect = None if frame is None else frame.suspect
            self._tell(StrayText(self._where(), self._parent(), data, content), suspect)
            after = self._automaton.forgiving(state)
        else:
            turned = self._tables.turned(state)
            if turned is None:
                turned = self._automaton.after_text(state, data, self.namespaces)
            after = state if turned is None else turned
        if frame is None:
            self._state = after  # a parser must not be told anything within a text
        else:
            frame.state = after
            if frame.waiting is not None:
                frame.waiting.readings = self._recovery.with_text(frame.waiting.readings)

    def _settle_text(self, state: State, suspect: Suspect | None) -> State:
        """Judge text that was collected before a child of an element of data."""
        text = "".join(self._pending)
        self._pending.clear()
        if not text.strip(SPACE):
            return state
        after = self._automaton.after_text(state, text, self.namespaces)
        if after is None:
            after = state
            content = self._automaton.content(state)
            self._tell(StrayText(self._where(), self._parent(), text, content), suspect)
        return after

    def _end_slowly(self, name: str) -> None:
        frame = self._frames.pop() if self._state is self._watched else None
        state = self._state if frame is None else frame.state
        suspect = None if frame is None else frame.suspect
        if frame is not None and frame.waiting is not None:
            chosen = self._settle(frame, *self._recovery.ended(frame.waiting))
            state = self._automaton.state((chosen.now,))
        places = None if state.accepts else self._ended(state, name, frame)
        _, after = self._stack.pop()
        if suspect is not None and suspect.near:
            self._rename(suspect)
        self._enter(self._engine.join(after, places))

    def _rename(self, suspect: Suspect) -> None:
        meant = self._recovery.meant(suspect, suspect.near)
        fault = self.faults[suspect.place]
        if meant is not None and isinstance(fault, Misplaced):
            fault.meant = meant
            self._forget(suspect)

    def _ended(self, state: State, name: str, frame: Frame | None) -> tuple[int, ...] | None:
        """Return the lanes in which an element ends well; report where there are none."""
        text = "".join(self._pending) if state.text == DATA else None
        self._pending.clear()
        places = self._engine.surviving(state, text, self.namespaces)
        if places:
            return places
        content = self._automaton.content(state)
        needed = self._recovery.expected.needed(content)
        suspect = None if frame is None else frame.suspect
        if not needed or (text or "").strip(SPACE):
            self._tell(WrongText(self._where(), name, text or "", content), suspect)
            return None
        if frame is not None:
            needed = frame.news(needed)
        if needed:
            self._tell(Lacking(self._where(), name, needed, None), suspect)
        return None
