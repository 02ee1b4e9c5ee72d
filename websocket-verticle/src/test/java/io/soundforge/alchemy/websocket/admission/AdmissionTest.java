package io.soundforge.alchemy.websocket.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.OwnerId;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final OwnerId ALICE = new OwnerId("alice");
    private static final OwnerId BOB = new OwnerId("bob");

    @Test
    void addressThatIsFull_keepsNobodyElseOut() {
        Door door = new Door(10, 2);
        door.enter(ALICE, "one");
        Door.Place second = door.enter(ALICE, "one");

        assertThat(door.enter(BOB, "one").granted()).isFalse();
        assertThat(door.enter(BOB, "two").granted()).isTrue();
        second.leave();
        second.leave(); // counts once
        assertThat(door.enter(BOB, "one").granted()).isTrue();
        assertThat(door.enter(BOB, "one").granted()).isFalse();
    }

    @Test
    void ownerThatIsFull_isTurnedAwayFromEveryAddress_andARefusalTakesNoPlace() {
        Door door = new Door(1, 10);
        Door.Place only = door.enter(ALICE, "one");

        assertThat(door.enter(ALICE, "two").granted()).isFalse();
        only.leave();
        assertThat(door.enter(ALICE, "two").granted()).isTrue();
    }

    @Test
    void rate_letsABurstThrough_andThenSoManyPerSecond() {
        MessageRate rate = new MessageRate(2, 3, 0);

        assertThat(allowed(rate, 0, 5)).isEqualTo(3);
        assertThat(allowed(rate, 1_000, 5)).isEqualTo(2);
        assertThat(allowed(rate, 60_000, 5)).isEqualTo(3);
    }

    private static int allowed(MessageRate rate, long now, int asked) {
        int through = 0;
        for (int i = 0; i < asked; i++) {
            through += rate.allows(now) ? 1 : 0;
        }
        return through;
    }
}
