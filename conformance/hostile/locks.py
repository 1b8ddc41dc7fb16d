"""Locks of fields: A signs and locks, then B fills the field that was prepared, or
adds one of his own. Each lock counts by itself, and one that cannot be read locks
everything (ISO 32000-2 12.7.5.5, 12.8.2.4)."""

from . import raw
from .case import FORMS, Case
from .honest import EMPTY, fill, prepared
from .raw import base

GROUP = {20: EMPTY[20][:-4] + b"/Parent 30 0 R>>", 30: b"<</T(Group)/Kids[20 0 R]>>"}


def lock(inside):
    return b"/Lock<</Type/SigFieldLock%s>>" % inside


def fields(action, *names):
    return b"/Action/%s/Fields[%s]" % (action.encode(), b"".join(b"(%s)" % n.encode() for n in names))


def reference(inside, method=b"FieldMDP"):
    return b"<</Type/SigRef/TransformMethod/%s/TransformParams<</Type/TransformParams/V/1.2%s>>>>" % (method, inside)


def references(*list):
    return b"/Reference[%s]" % b"".join(list)


LATER, OTHER = fields("Include", "Later"), fields("Include", "Other")
UTF16, UTF8 = b"<FEFF004C0061007400650072>", b"<EFBBBF4C61746572>"

# What A's field and A's signature say, and whether B may then fill the field Later.
FILLED = {
    "lock": (lock(LATER), b"", False),
    "lock-other": (lock(OTHER), b"", True),
    "lock-begins-so": (lock(fields("Include", "Late", "Later2")), b"", True),
    "lock-two-others": (lock(fields("Include", "Other", "Another")), b"", True),
    "lock-among-others": (lock(fields("Include", "Other", "Later")), b"", False),
    "lock-none": (lock(fields("Include")), b"", True),
    "lock-all": (lock(b"/Action/All"), b"", False),
    "lock-all-but-it": (lock(fields("Exclude", "Later")), b"", True),
    "lock-all-but-another": (lock(fields("Exclude", "Other")), b"", False),
    "lock-all-but-none": (lock(fields("Exclude")), b"", False),
    "lock-utf16": (lock(b"/Action/Include/Fields[%s]" % UTF16), b"", False),
    "lock-utf8": (lock(b"/Action/Include/Fields[%s]" % UTF8), b"", False),
    "lock-no-list": (lock(b"/Action/Include/Fields(Other)"), b"", False),
    "lock-no-texts": (lock(b"/Action/Include/Fields[/Other]"), b"", False),
    "lock-no-fields": (lock(b"/Action/Include"), b"", False),
    "lock-no-action": (lock(b"/Fields[(Other)]"), b"", False),
    "lock-unknown-action": (lock(b"/Action/include/Fields[(Other)]"), b"", False),
    "lock-action-text": (lock(b"/Action(Include)/Fields[(Other)]"), b"", False),
    "lock-empty": (lock(b""), b"", False),
    "lock-level-1": (lock(OTHER + b"/P 1"), b"", False),
    "lock-level-2": (lock(OTHER + b"/P 2"), b"", True),
    "lock-level-3": (lock(OTHER + b"/P 3"), b"", True),
    "lock-level-real": (lock(OTHER + b"/P 2.0"), b"", False),
    "lock-level-7": (lock(OTHER + b"/P 7"), b"", False),
    "lock-level-alone": (lock(b"/P 2"), b"", True),
    "lock-level-1-alone": (lock(b"/P 1"), b"", False),
    "said": (b"", references(reference(LATER)), False),
    "said-other": (b"", references(reference(OTHER)), True),
    "said-twice": (b"", references(reference(LATER), reference(OTHER)), False),
    "said-twice-turned": (b"", references(reference(OTHER), reference(LATER)), False),
    "said-twice-others": (b"", references(reference(OTHER), reference(fields("Include", "Another"))), True),
    "said-no-list": (b"", b"/Reference" + reference(OTHER), False),
    "lock-then-said-other": (lock(LATER), references(reference(OTHER)), False),
    "lock-other-then-said": (lock(OTHER), references(reference(LATER)), False),
    "lock-other-said-other": (lock(OTHER), references(reference(OTHER)), True),
    "lock-other-said-level-1": (lock(OTHER), references(reference(b"/P 1", b"DocMDP")), False),
    "level-real": (b"", references(reference(b"/P 2.0", b"DocMDP")), False),
    "level-0": (b"", references(reference(b"/P 0", b"DocMDP")), False),
    "level-7": (b"", references(reference(b"/P 7", b"DocMDP")), False),
    "level-2": (b"", references(reference(b"/P 2", b"DocMDP")), True),
    "level-not-said": (b"", references(reference(b"", b"DocMDP")), True),
    "levels-2-and-1": (b"", references(reference(b"/P 2", b"DocMDP"), reference(b"/P 1", b"DocMDP")), False),
}

# What A's field says, and whether B may then add a field (Signature2).
ADDED = {
    "other": (lock(OTHER), True), "its-name": (lock(fields("Include", "Signature2")), False), "all": (lock(b"/Action/All"), False),
    "all-but-its-name": (lock(fields("Exclude", "Signature2")), True), "all-but-another": (lock(fields("Exclude", "Later")), False),
}

# Whether a field Group.Later may be filled.
BELOW = {
    "group": (lock(fields("Include", "Group")), False), "its-name": (lock(fields("Include", "Group.Later")), False),
    "last-name": (lock(LATER), True), "longer": (lock(fields("Include", "Group2", "Group.Late")), True),
    "all-but-group": (lock(fields("Exclude", "Group")), True), "all-but-last-name": (lock(fields("Exclude", "Later")), False),
}


def cases():
    def case(name, d, accept):
        return Case(name, d.data, accept, "honest" if accept else "B")

    for form in FORMS:
        for name, (widget, value, accept) in FILLED.items():
            locked = prepared(form).sign(2, widget=widget, value=value)
            yield case(f"field-{name}+filled.{form}", fill(locked.copy(), 3), accept)
            if not accept:
                yield case(f"field-{name}+filled-by-stamp.{form}", fill(locked, 3, stamp=True), True)
        for name, (widget, accept) in ADDED.items():
            locked = base(form).sign(2, widget=widget)
            yield case(f"field-added-{name}.{form}", locked.copy().sign(3), accept)
            yield case(f"field-added-{name}+stamp.{form}", locked.sign(3, stamp=True), True)
        for name, (widget, accept) in BELOW.items():
            d = base(form, fields=[30], annots=[20], more=GROUP).sign(2, widget=widget)
            value = d.size
            yield case(f"field-below-{name}.{form}", d.sign(3, field_number=20, extra={20: GROUP[20][:-2] + b"/V %d 0 R>>" % value}), accept)
