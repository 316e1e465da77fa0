"""Judges one document, event by event: the quick way while all is right, the slow way where not.

Events come from a parser or a tree; ``where`` says what the current one is (see ``faults``). The
quick way is two look-ups an element; what is not in a table leaves it, is computed, and kept.
"""

from collections.abc import Callable, Sequence
from typing import Any

from tei_pipeline.relaxng.attributes import attribute_faults
from tei_pipeline.relaxng.automaton import DATA, FREE, WATCHED, Automaton, Plan
from tei_pipeline.relaxng.faults import (
    Fault,
    Lacking,
    RepeatedId,
    StrayText,
    UnknownId,
    WrongText,
)
from tei_pipeline.relaxng.patterns import NOT_ALLOWED
from tei_pipeline.relaxng.recovery import Child, Frame, Recovery

_SPACE = " \t\r\n"


class Judge:
    """Judges one document by one grammar.

    ``where`` returns the place of the current event; ``listen`` is told whenever it changes which
    texts are to be reported to ``text`` (``FREE``: none). ``namespaces`` are the prefixes in scope.
    """

    __slots__ = (
        "_accepts",
        "_automaton",
        "_first_ids",
        "_frames",
        "_listen",
        "_listening",
        "_pending",
        "_plans",
        "_recovery",
        "_references",
        "_stack",
        "_state",
        "_steps",
        "_texts",
        "_values",
        "_where",
        "faults",
        "namespaces",
    )

    def __init__(
        self,
        automaton: Automaton,
        recovery: Recovery,
        where: Callable[[], Any],
        listen: Callable[[int], None],
    ) -> None:
        self._automaton = automaton
        self._recovery = recovery
        self._where = where
        self._listen = listen
        self._steps = automaton.steps
        self._accepts = automaton.accepts
        self._texts = automaton.texts
        self._plans = automaton.plans
        self._values = automaton.values
        self._state = automaton.start
        self._stack: list[Any] = []
        self._frames: list[Frame] = []
        self._listening = FREE
        self._pending: list[str] = []
        self._first_ids: dict[str, Any] = {}
        self._references: list[tuple[str, Any, str, str]] = []
        self.faults: list[Fault] = []
        self.namespaces: dict[str, str] = {}

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag; attributes are a flat list of names and values."""
        step = self._steps[self._state].get(name)
        if step is None:
            self._start_slowly(name, attributes)
            return
        opening, after = step
        self._stack.append(after)
        names = tuple(attributes[::2]) if attributes else ()
        plan = self._plans[opening].get(names)
        if plan is None:
            plan = self._automaton.plan(opening, names)
        state, checks, ids, faulty = plan
        if state < 0 or faulty or ids:
            state = self._attributes(opening, attributes, plan, None)
        else:
            for place, pattern in checks:
                known = self._values.get(pattern)
                if known is None or not known.get(attributes[place]):
                    state = self._attributes(opening, attributes, plan, None)
                    break
        self._state = state
        if self._texts[state] != self._listening:
            self._turn(state)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if not self._accepts[self._state]:
            self._end_slowly(name)
            return
        self._state = state = self._stack.pop()
        if self._texts[state] != self._listening:
            self._turn(state)

    def text(self, data: str) -> None:
        """Take a text, where texts matter."""
        kind = self._texts[self._state]
        if kind == DATA:
            self._pending.append(data)
        elif data.strip(_SPACE):
            if kind == WATCHED:
                self._frames[-1].texts.append((self._where(), data))
            elif kind != FREE:
                self._take_text(data)

    def finish(self) -> list[Fault]:
        """Return all faults, once the document has ended."""
        if self._frames:
            self.faults += self._recovery.faults(self._frames.pop(), "", None)
        for value, where, element, attribute in self._references:
            if value not in self._first_ids:
                self.faults.append(UnknownId(where, element, attribute, value))
        return self.faults

    def _turn(self, state: int) -> None:
        self._listening = self._texts[state]
        self._listen(self._listening)

    def _enter(self, state: int) -> None:
        self._state = state
        if self._texts[state] != self._listening:
            self._turn(state)

    def _start_slowly(self, name: str, attributes: list[str]) -> None:
        automaton = self._automaton
        if self._state == automaton.lost:
            self._start_in_frame(self._frames[-1], name, attributes)
            return
        if self._pending:
            self._settle_text()
        if self._state == automaton.lost or automaton.grow(self._state, name) is None:
            if self._state != automaton.lost:
                self._open_frame()
            self._start_in_frame(self._frames[-1], name, attributes)
        elif self._texts[self._state] != DATA:
            self.start(name, attributes)
        else:
            step = automaton.grow(self._state, name)
            if step is not None:
                self._stack.append(step[1])
                self._open(step[0], attributes, None)

    def _open_frame(self) -> None:
        """Record the current element from here on: something is wrong in it."""
        lanes = self._automaton.lanes[self._state]
        content = self._automaton.patterns.choice(lanes)
        self._frames.append(Frame(content, content))
        self._state = self._automaton.lost

    def _start_in_frame(self, frame: Frame, name: str, attributes: list[str]) -> None:
        recovery, automaton = self._recovery, self._automaton
        after = recovery.step(frame.ahead, name)
        known = recovery.definitions(frame.content, name)
        child = Child(name, self._where(), tuple(attributes), bool(known))
        frame.children.append(child)
        self._stack.append(automaton.lost)
        if after != NOT_ALLOWED:
            frame.ahead = after
            self._open(automaton.opening(known, name), attributes, None)
            return
        if frame.content == NOT_ALLOWED:
            suspect: Child | None = None
        else:
            frame.ahead = recovery.readings(frame.ahead, name)
            suspect = child
        if known:
            self._open(automaton.opening(known, name), attributes, suspect)
        else:
            self._frames.append(Frame(NOT_ALLOWED, NOT_ALLOWED, suspect))
            self._enter(automaton.lost)

    def _open(self, opening: int, attributes: list[str], suspect: Child | None) -> None:
        """Enter an element; one that is suspect is recorded as a whole."""
        automaton = self._automaton
        names = tuple(attributes[::2])
        plan = automaton.plans[opening].get(names) or automaton.plan(opening, names)
        state = self._attributes(opening, attributes, plan, suspect)
        if suspect is not None:
            content = automaton.patterns.choice(automaton.lanes[state])
            suspect.frame = Frame(content, content, suspect)
            self._frames.append(suspect.frame)
            state = automaton.lost
        self._enter(state)

    def _attributes(
        self, opening: int, attributes: Sequence[str], plan: Plan, suspect: Child | None
    ) -> int:
        """Judge attributes one by one; return the state of the content."""
        state, checks, ids, faulty = plan
        holds = self._automaton.holds
        wrong = faulty
        for place, pattern in checks:
            wrong = wrong or not holds(pattern, attributes[place], self.namespaces)
        if state < 0:
            state = self._automaton.decided(opening, attributes, self.namespaces)
            wrong = state < 0
        if wrong:
            found, state = attribute_faults(
                self._automaton, opening, attributes, self.namespaces, self._where()
            )
            (self.faults if suspect is None else suspect.faults).extend(found)
        for place, kind in ids:
            self._identify(kind, attributes[place - 1], attributes[place], opening)
        return state

    def _identify(self, kind: str, attribute: str, value: str, opening: int) -> None:
        element = self._automaton.openings[opening][1]
        where = self._where()
        for token in value.split():
            if kind != "ID":
                self._references.append((token, where, element, attribute))
            elif token in self._first_ids:
                first = self._first_ids[token]
                self.faults.append(RepeatedId(where, element, attribute, token, first))
            else:
                self._first_ids[token] = where

    def _take_text(self, data: str) -> None:
        after = self._automaton.after_text(self._state, data)
        if after < 0:
            content = self._automaton.patterns.choice(self._automaton.lanes[self._state])
            self.faults.append(StrayText(self._where(), "", data, content))
        else:
            self._enter(after)

    def _settle_text(self) -> None:
        """Judge text that was collected before a child of an element of data."""
        text = "".join(self._pending)
        self._pending.clear()
        if text.strip(_SPACE):
            after = self._automaton.after_text(self._state, text, self.namespaces)
            if after < 0:
                self._open_frame()
            else:
                self._state = after

    def _end_slowly(self, name: str) -> None:
        automaton = self._automaton
        after = self._stack.pop()
        if self._state == automaton.lost:
            frame = self._frames.pop()
            found = list(self._recovery.faults(frame, name, self._where()))
            (self.faults if frame.child is None else frame.child.faults).extend(found)
            places: tuple[int, ...] = ()
        else:
            places = self._ended(name)
        if not places and not isinstance(after, int):
            places = tuple(range(len(after)))
        self._enter(automaton.join(after, places))

    def _ended(self, name: str) -> tuple[int, ...]:
        """Return the lanes in which an element ends well; report where there are none."""
        automaton = self._automaton
        text = "".join(self._pending) if self._texts[self._state] == DATA else None
        self._pending.clear()
        places = automaton.surviving(self._state, text, self.namespaces)
        if not places:
            content = automaton.patterns.choice(automaton.lanes[self._state])
            needed = self._recovery.expected.needed(content)
            where = self._where()
            self.faults.append(
                Lacking(where, name, needed, None)
                if needed and not (text or "").strip(_SPACE)
                else WrongText(where, name, text or "", content)
            )
        return places
