"""Secrets cannot be guessed: whoever tries is told so, and sent away after a few attempts."""

import unittest

import fixture
from pen import Pen
from server import PilsunServer

ATTEMPTS_PER_MINUTE = 20
FRAME = {"w": 300, "h": 300}


class GuessingTest(unittest.TestCase):
    def setUp(self):
        # A server of its own: it remembers for a minute who has guessed.
        self.server = PilsunServer(fixture.EXECUTABLE, "--secret", fixture.SECRET)
        self.addCleanup(self.server.stop)

    def guess(self, pen, ready, number):
        """A wrong secret that is right in everything but its last digits; what is said to it."""
        pen.told.clear()
        wrong = f"{ready['resume'][:-2]}{number:02x}"
        if wrong == ready["resume"]:
            wrong = wrong[:-2] + "zz"
        pen.send("session:resume", {"session": ready["session"], "resume": wrong, "seq": 0})
        pen.wait(lambda: pen.errors())
        return pen.errors()[0]["code"]

    def test_wrong_resume_secrets_are_counted_by_address_over_all_connections(self):
        writer = Pen(self.server.url)
        writer.start("가", FRAME)
        said, guesser = [], Pen(self.server.url)
        for number in range(ATTEMPTS_PER_MINUTE):
            if number == 7:
                guesser.close()
                guesser = Pen(self.server.url)
            said.append(self.guess(guesser, writer.ready, number))
        self.assertEqual(said, ["secret_wrong"] * ATTEMPTS_PER_MINUTE)
        self.assertEqual(self.guess(guesser, writer.ready, 99), "too_many_errors")
        self.assertEqual(guesser.wait_for_close(), 1008)
        # A new connection does not help, nor another kind of secret.
        again = Pen(self.server.url)
        again.send("session:watch", {"session": writer.ready["session"], "watch": "0" * 64})
        self.assertEqual(again.wait_for_close(), 1008)
        # Whoever knows the secret is not kept out by those who do not, and the session was never touched.
        self.assertTrue(writer.is_open)
        writer.ink("stroke:start", [[10, 10]])
        writer.wait_for_answers()
        writer.cut()
        back = Pen(self.server.url)
        back.resume(writer.ready, 0, FRAME)
        self.assertEqual((back.ready["session"], back.ready["ink"]), (writer.ready["session"], 1))
        back.close()


if __name__ == "__main__":
    unittest.main()
