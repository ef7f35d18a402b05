"""pilsun.ink.v1 in Python, written from `protocol/ink-v1.md` alone: shares nothing with the server's code but the specification."""

import math

KINDS = ["stroke:start", "stroke:move", "stroke:end", "stroke:undo", "character:clear", "character:next"]
ANCHORED, TIMED, PRESSED, VERSION = 0x08, 0x10, 0x20, 0x40
LARGEST = 2**53 - 1


def step_of(frame):
    """The distance of neighbouring coordinates in a session whose first box this is."""
    mantissa, exponent = math.frexp(max(frame["width"], frame["height"]))
    return 2.0 ** ((exponent - 1 if mantissa == 0.5 else exponent) - 16)


def nearest(value):
    """The nearest whole number; halves go away from zero."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


class Encoder:
    """Writes the events of one connection. Points are (x, y, t, pressure), the last two None where there are none."""

    def __init__(self, step):
        self._step = step
        self._number = 0
        self._pen = [0] * 7
        self._anchored = True

    def anchor(self):
        self._anchored = True

    def message(self, event, points=(), number=None):
        number = self._number + 1 if number is None else number
        anchored = self._anchored or number != self._number + 1
        kind = KINDS.index(event)
        from_rest = kind == 0 or (kind == 1 and anchored)
        if from_rest:
            self._pen = [0] * 7
        timed = any(t is not None and t >= 0 for _, _, t, _ in points)
        pressed = any(pressure is not None for _, _, _, pressure in points)
        head = VERSION | kind | ANCHORED * anchored | TIMED * timed | PRESSED * pressed
        nibbles = _number(number) if anchored else []
        if kind == 1:
            nibbles += _number(len(points))
        if points:
            nibbles += self._points(points, from_rest, timed, pressed)
        self._number, self._anchored = number, False
        nibbles += [0] * (len(nibbles) % 2)
        return bytes([head] + [high << 4 | low for high, low in zip(nibbles[::2], nibbles[1::2])])

    def _points(self, points, from_rest, timed, pressed):
        rows = []
        for index, (x, y, t, pressure) in enumerate(points):
            px, py, vx, vy, pt, vt, pp = self._pen
            nx, ny = nearest(x / self._step), nearest(y / self._step)
            nt = (0 if t is None or t < 0 else nearest(t * 10) + 1) if timed else pt
            np = (0 if pressure is None else nearest(min(max(pressure, 0), 1) * 1023) + 1) if pressed else pp
            rows.append((nx - px - vx, ny - py - vy, nt - pt - vt, np - pp))
            self._pen = [nx, ny, nx - px, ny - py, nt, nt - pt if timed else vt, np]
            if from_rest and index == 0:
                self._pen[2] = self._pen[3] = self._pen[5] = 0
        used = 0
        for x, y, _, _ in rows:
            used |= abs(x) | abs(y)
        shift = min((used & -used).bit_length() - 1, 15) if used else 0
        nibbles = [shift]
        for x, y, t, pressure in rows:
            nibbles += _signed(x >> shift) + _signed(y >> shift)
            nibbles += (_signed(t) if timed else []) + (_signed(pressure) if pressed else [])
        return nibbles


class Decoder:
    """Reads the events of one connection; ValueError where a message is none."""

    def __init__(self, step):
        self._step = step
        self._number = 0
        self._pen = [0] * 7
        self._lost = False

    def message(self, data):
        """(event, number, points)"""
        try:
            result = self._message(data)
        except (IndexError, ValueError) as error:
            self._lost = True
            raise ValueError(str(error)) from None
        self._lost = False
        return result

    def _message(self, data):
        head = data[0]
        kind = head & 7
        if head & 0xC0 != VERSION or kind > 5 or (kind > 1 and head & (TIMED | PRESSED)):
            raise ValueError("head")
        self._nibbles = iter([nibble for byte in data[1:] for nibble in (byte >> 4, byte & 15)])
        if head & ANCHORED:
            number = self._take()
        elif self._lost:
            raise ValueError("lost")
        else:
            number = self._number + 1
        if not 1 <= number <= LARGEST:
            raise ValueError("number")
        from_rest = kind == 0 or (kind == 1 and head & ANCHORED)
        if from_rest:
            self._pen = [0] * 7
        count = self._take() if kind == 1 else 1 if kind == 0 else 0
        if count > 16384:
            raise ValueError("points")
        points = self._points(count, from_rest, head) if count else []
        if list(self._nibbles) not in ([], [0]):
            raise ValueError("end")
        self._number = number
        return KINDS[kind], number, points

    def _points(self, count, from_rest, head):
        shift, points = self._nibble(), []
        for index in range(count):
            px, py, vx, vy, pt, vt, pp = self._pen
            dx, dy = self._take_signed(), self._take_signed()
            if max(abs(dx), abs(dy)) > LARGEST >> shift:
                raise ValueError("far")
            x, y = px + vx + (dx << shift), py + vy + (dy << shift)
            t = pt + vt + self._take_signed() if head & TIMED else pt
            pressure = pp + self._take_signed() if head & PRESSED else pp
            if max(abs(x), abs(y)) * self._step > 2e9 or max(abs(x), abs(y)) > LARGEST:
                raise ValueError("far")
            if not (0 <= t <= 2**50 + 1 and 0 <= pressure <= 1024):
                raise ValueError("range")
            self._pen = [x, y, x - px, y - py, t, t - pt if head & TIMED else vt, pressure]
            if from_rest and index == 0:
                self._pen[2] = self._pen[3] = self._pen[5] = 0
            points.append((x * self._step, y * self._step, (t - 1) / 10 if head & TIMED and t else None,
                           (pressure - 1) / 1023 if head & PRESSED and pressure else None))
        return points

    def _nibble(self):
        for nibble in self._nibbles:
            return nibble
        raise ValueError("cut")

    def _take(self):
        value, shift, nibble = 0, 0, 8
        while nibble > 7:
            if shift == 54:
                raise ValueError("long")
            nibble = self._nibble()
            value |= (nibble & 7) << shift
            shift += 3
        if nibble == 0 and shift > 3:
            raise ValueError("not shortest")
        return value

    def _take_signed(self):
        value = self._take()
        return value >> 1 if value % 2 == 0 else -(value >> 1) - 1


def _number(value):
    nibbles = []
    while value > 7:
        nibbles.append(value & 7 | 8)
        value >>= 3
    return nibbles + [value]


def _signed(value):
    return _number(2 * value if value >= 0 else -2 * value - 1)
