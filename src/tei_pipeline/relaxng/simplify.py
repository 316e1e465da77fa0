"""From nodes to the simple form: sections 4.6 to 4.21.

Patterns are made from the leaves up; ``ref`` is replaced by the pattern it names, which is made
once. An ``element`` becomes a definition whose content is made later, so that a grammar may refer
to itself through elements. No step recurses: a schema may be nested as deep as it likes.
"""

from collections.abc import Callable, Generator

from tei_pipeline.relaxng.alike import Alike
from tei_pipeline.relaxng.classes import name_class
from tei_pipeline.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT, NameClass, Patterns
from tei_pipeline.relaxng.scopes import START, Files, Place, Scope, combined_by, scope_of
from tei_pipeline.relaxng.source import Raw, broken, meant
from tei_pipeline.relaxng.values import data_type, value_of

_MOST_STEPS = 2_000_000  # TEI's largest schema takes some ten thousands

_LEAVES = {"empty": EMPTY, "text": TEXT, "notAllowed": NOT_ALLOWED}

_Asked = tuple[Raw, Place] | tuple[Scope, str]
_Step = Generator[_Asked, int, int]


class Simplifier:
    """Makes the patterns of one schema.

    ``written`` has node and place of every definition, ``named`` the pattern of every name that was
    referred to, ``made`` that of every attribute and value; ``roots`` the node of the whole schema.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self.patterns = Patterns()
        self.definitions: list[tuple[NameClass, int]] = []
        self.written: list[tuple[Raw, Place]] = []
        self.named: dict[tuple[Scope, str], int] = {}
        self.made: dict[tuple[Raw, Place], int] = {}
        self.roots: list[tuple[Raw, Place]] = []
        self._watch: Callable[[Raw, Place, int], None] | None = None
        self._scopes: dict[tuple[Raw, Place], Scope] = {}
        self._contents = 0  # how many definitions have their content
        self._elements: dict[tuple[Raw, Place], int] = {}
        self._alike = Alike()
        self._others: dict[tuple[Raw, Place], int] = {}  # what is made of other files
        self._steps = 0
        self._under_way: set[tuple[Scope, str]] = set()
        self._lenient = False
        self._places: dict[tuple[Scope | None, str], Place] = {}
        self._makers: dict[str, Callable[[Raw, Place], _Step]] = {
            "attribute": self._attribute,
            "choice": self._members,
            "interleave": self._members,
            "mixed": self._mixed,
            "data": self._data,
            "externalRef": self._external,
            "parentRef": self._ref,
            "ref": self._ref,
        }

    def start(self, root: Raw) -> int:
        """Return the pattern of a schema; its definitions and their contents are made with it.

        Raises ``SchemaError`` where it breaks sections 4.5 to 4.19.
        """
        place = self._place(None, "")
        self.roots.append((root, place))
        start = self._run_steps(self._group([root], place))
        self._fill()
        self._check_unused()
        return start

    def remake(
        self, nodes: list[Raw], place: Place, watch: Callable[[Raw, Place, int], None]
    ) -> None:
        """Make nodes and all that they refer to once more, and show each of them when it is made.

        ``named`` holds only what was made here afterwards.
        """
        self.named = {}
        self._others = {}
        self._watch = watch
        self._run_steps(self._group(nodes, place))
        self._watch = None

    def _content(self, number: int) -> int:
        raw, place = self.written[number]
        return self._run_steps(self._group(raw.children[1:], place))

    def _place(self, scope: Scope | None, ns: str) -> Place:
        return self._places.setdefault((scope, ns), Place(scope, ns))

    def _fill(self) -> None:
        while self._contents < len(self.definitions):
            number = self._contents
            self.definitions[number] = (self.definitions[number][0], self._content(number))
            self._contents += 1

    def _check_unused(self) -> None:
        """Judge what nothing refers to: it may recurse (4.19), but must be correct else."""
        nodes, definitions = len(self.patterns.nodes), len(self.definitions)
        made = dict(self.made)
        self._lenient = True
        self._others = {}
        seen: set[Scope] = set()
        while left := set(self._scopes.values()) - seen:
            for scope in left:
                for name in scope.parts:
                    if (scope, name) not in self.named:
                        self._run_steps(self._define(scope, name))
            seen |= left
            self._fill()
        self._lenient = False
        self._others = {}
        del self.definitions[definitions:], self.written[definitions:]
        self.patterns = Patterns(self.patterns.nodes[:nodes])
        self.named = {key: number for key, number in self.named.items() if number < nodes}
        self.made = made

    def _run_steps(self, steps: _Step) -> int:
        """Run steps that ask for the patterns of other nodes or names."""
        stack: list[tuple[_Step, _Asked | None]] = [(steps, None)]
        answer: int | None = None
        while stack:
            running, asked = stack[-1]
            try:
                wanted = running.send(answer)  # type: ignore[arg-type]
            except StopIteration as end:
                answer = end.value
                stack.pop()
            else:
                self._count_step(asked)
                named = isinstance(wanted[0], Scope)
                opened = self._name(*wanted) if named else self._open(*wanted)
                if not isinstance(opened, int):
                    stack.append((opened, wanted))
                    answer = None
                    continue
                answer, asked = opened, wanted
            if self._watch is not None and asked is not None and isinstance(asked[0], Raw):
                self._watch(asked[0], asked[1], answer)
        return answer if answer is not None else NOT_ALLOWED

    def _count_step(self, asked: _Asked | None) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raw = asked[0] if asked and isinstance(asked[0], Raw) else self.roots[0][0]
            message = f"the schema becomes more than {_MOST_STEPS:,} patterns when it is simplified"
            raise broken(raw, message, "4")

    def _open(self, raw: Raw, place: Place) -> int | _Step:
        """Return the pattern of a leaf, or the steps that make another."""
        kind = raw.kind
        if kind in _LEAVES:
            return _LEAVES[kind]
        if kind == "element":
            return self._element(raw, place)
        if kind == "value":
            made = value_of(self.patterns, raw, place.ns)
            self.made[raw, place] = made
            return made
        maker = self._makers.get(kind)
        if maker is not None:
            return maker(raw, place)
        if kind == "grammar":
            return self._grammar(raw, place)
        return self._repeated(raw, place)

    def _element(self, raw: Raw, place: Place) -> int:
        number = self._elements.get((raw, place))
        if number is None:
            names = name_class(raw.children[0], place.ns)
            number = self._alike.definition(raw, place, names, len(self.definitions))
            self._elements[raw, place] = number
            if number == len(self.definitions):
                self.definitions.append((names, NOT_ALLOWED))
                self.written.append((raw, place))
        return self.patterns.element(number)

    def _attribute(self, raw: Raw, place: Place) -> _Step:
        names = name_class(raw.children[0], place.ns, attribute=True)
        content = TEXT if len(raw.children) == 1 else (yield raw.children[1], place)
        made = self.patterns.attribute(names, content)
        self.made[raw, place] = made
        return made

    def _group(self, children: list[Raw], place: Place) -> _Step:
        members: list[int] = []
        waiting = children[::-1]
        while waiting:
            child = waiting.pop()
            if child.kind == "group":
                waiting.extend(reversed(child.children))
            else:
                members.append((yield child, place))
        made = EMPTY
        for member in reversed(members):
            made = self.patterns.group(member, made)
        return made

    def _members(self, raw: Raw, place: Place) -> _Step:
        members: list[int] = []
        waiting = raw.children[::-1]
        while waiting:
            child = waiting.pop()
            if child.kind == raw.kind:
                waiting.extend(reversed(child.children))
            else:
                members.append((yield child, place))
        choice = raw.kind == "choice"
        return self.patterns.choice(members) if choice else self.patterns.interleave(members)

    def _mixed(self, raw: Raw, place: Place) -> _Step:
        content = yield from self._group(raw.children, place)
        return self.patterns.interleave((TEXT, content))

    def _repeated(self, raw: Raw, place: Place) -> _Step:
        content = yield from self._group(raw.children, place)
        patterns = self.patterns
        if raw.kind == "oneOrMore":
            return patterns.one_or_more(content)
        if raw.kind == "zeroOrMore":
            return patterns.optional(patterns.one_or_more(content))
        if raw.kind == "optional":
            return patterns.optional(content)
        return patterns.list_of(content) if raw.kind == "list" else content

    def _data(self, raw: Raw, place: Place) -> _Step:
        params = data_type(raw)
        but = NOT_ALLOWED
        if raw.children and raw.children[-1].kind == "except":
            members: list[int] = []
            for child in raw.children[-1].children:
                members.append((yield child, place))
            but = self.patterns.choice(members)
        return self.patterns.data(raw.library, raw.type, params, but)

    def _external(self, raw: Raw, place: Place) -> _Step:
        ns = place.ns if raw.ns is None else raw.ns
        asked = (self.files.other(raw), self._place(place.scope, ns))
        if asked not in self._others:
            self._others[asked] = yield asked
        return self._others[asked]

    def _grammar(self, raw: Raw, place: Place) -> _Step:
        scope = self._scopes.get((raw, place))
        if scope is None:
            scope = scope_of(self.files, raw, place.ns, place.scope)
            self._scopes[raw, place] = scope
        return (yield scope, START)

    def _ref(self, raw: Raw, place: Place) -> _Step:
        key = self.target(raw, place)
        if key in self._under_way:
            if self._lenient:
                return NOT_ALLOWED
            message = f"“{raw.text}” refers to itself without an element between"
            raise broken(raw, message, "4.19", "leave out one reference, or put an element between")
        return (yield key)

    def target(self, raw: Raw, place: Place) -> tuple[Scope, str]:
        """Return the grammar and the name that a ``ref`` or ``parentRef`` means (section 4.18)."""
        scope = place.scope
        if scope is not None and raw.kind == "parentRef":
            scope = scope.parent
        if scope is None:
            message = f"“{raw.kind}” stands in no grammar that could define “{raw.text}”"
            raise broken(raw, message, "4.18")
        if raw.text not in scope.parts:
            mend = meant(raw.text, scope.parts) or f"define “{raw.text}” in this grammar"
            raise broken(raw, f"“{raw.text}” is not defined", "4.18", mend)
        return scope, raw.text

    def nodes_of(self, scope: Scope, name: str) -> list[tuple[Raw, Place]]:
        """Return the nodes that a name stands for."""
        return [
            (child, self._place(scope, part.ns))
            for part in scope.parts[name]
            for child in part.raw.children
        ]

    def _name(self, scope: Scope, name: str) -> int | _Step:
        made = self.named.get((scope, name))
        return self._define(scope, name) if made is None else made

    def _define(self, scope: Scope, name: str) -> _Step:
        key = (scope, name)
        parts = scope.parts[name]
        self._under_way.add(key)
        members: list[int] = []
        for part in parts:
            place = self._place(scope, part.ns)
            members.append((yield from self._group(part.raw.children, place)))
        self._under_way.discard(key)
        if combined_by(parts) == "interleave":
            made = self.patterns.interleave(members)
        else:
            made = self.patterns.choice(members)
        self.named[key] = made
        return made
