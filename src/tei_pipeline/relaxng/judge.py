"""Judges one document, event by event: the quick way while all is right.

Events come from a parser or a tree; ``where`` says what the current one is (see ``faults``). The
quick way is two look-ups an element; what is not in a table leaves it, is computed, and kept.
"""

from tei_pipeline.relaxng.careful import CarefulJudge
from tei_pipeline.relaxng.faults import Fault
from tei_pipeline.relaxng.tables import DATA, FREE, SPACE, WATCHED


class Judge(CarefulJudge):
    """Judges one document by one grammar.

    ``where`` returns the place of the current event; ``listen`` is told whenever it changes which
    texts are to be reported to ``text`` (``FREE``: none). ``namespaces`` are the prefixes in scope;
    ``places`` is an empty sequence for the places of IDs.
    """

    __slots__ = ()

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag; attributes are a flat list of names and values."""
        step = self._state.get(name) or self._tables.step(self._state, name)
        if step is None:
            self._start_slowly(name, attributes)
            return
        self._stack.append(step)
        opening = step[0]
        plan = opening.plans.get(tuple(attributes[::2]) if attributes else ())
        if plan is None:
            plan = self._engine.plan(opening, tuple(attributes[::2]))
        state, checks, ids, slow = plan.quick
        if slow:
            state = self._attributes(opening, attributes, plan, None)
        else:
            for place, pattern, verdicts in checks:
                value = attributes[place]
                if not verdicts.get(value) and not self._judged(pattern, value, self.namespaces):
                    state = self._attributes(opening, attributes, plan, None)
                    break
            else:
                if ids:
                    self._identify(opening, attributes, plan)
        self._state = state
        if state.text != self._listening:
            self._listening = state.text
            self._listen(state.text)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if not self._state.accepts:
            self._end_slowly(name)
            return
        # what ends in an accepting state has one definition: its parent has one state to go on in
        self._state = state = self._stack.pop()[1]  # type: ignore[assignment]
        if state.text != self._listening:  # type: ignore[union-attr]
            self._listening = state.text  # type: ignore[union-attr]
            self._listen(state.text)  # type: ignore[union-attr]

    def stray(self, data: str) -> None:
        """Take a text where only blank text may stand."""
        if data.strip(SPACE):
            self.text(data)

    def text(self, data: str) -> None:
        """Take a text, where texts matter."""
        kind = self._state.text
        frame = None
        if kind == WATCHED:
            frame = self._frames[-1]
            kind = frame.state.text
            if frame.suspect is not None and data.strip(SPACE):
                frame.suspect.add_text(data)
        if kind == DATA:
            self._pending.append(data)
        elif kind != FREE and data.strip(SPACE):
            self._take_text(data, frame)

    def finish(self) -> list[Fault]:
        """Return all faults, once the document has ended."""
        while self._frames:
            frame = self._frames.pop()
            if frame.waiting is not None:
                self._settle(frame, *self._recovery.ended(frame.waiting))
        self._identities.settle()
        found = [fault for fault in self.faults if fault is not None]
        if not self._engine.draft:
            found += self._identities.unknown()
        return found
