package io.soundforge.alchemy.websocket.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox<String> outbox = new Outbox<>(100, 10);

    @Test
    void newerNewsOfATopic_takesThePlaceOfOlder_andComesInItsOwnTurn() {
        outbox.offer("job 1 at 10", 10, "job 1");
        outbox.offer("job 2 started", 10, null);
        outbox.offer("job 1 at 20", 10, "job 1");

        assertThat(all()).containsExactly("job 2 started", "job 1 at 20");
    }

    @Test
    void whatHasNoTopic_isNeverDropped() {
        outbox.offer("completed", 10, null);
        outbox.offer("completed", 10, null);

        assertThat(all()).hasSize(2);
    }

    @Test
    void updatesWithoutEnd_ofAClientThatTakesNothing_needNoMoreRoomThanOne() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(outbox.offer("at " + i, 60, "job")).isTrue();
        }

        assertThat(all()).containsExactly("at 99999");
    }

    @Test
    void bytesAndCount_areBounded() {
        assertThat(outbox.offer("long", 101, null)).isFalse();
        all();
        for (int i = 0; i < 10; i++) {
            assertThat(outbox.offer("short", 1, null)).isTrue();
        }
        assertThat(outbox.offer("one more", 1, null)).isFalse();
    }

    @Test
    void payload_takesWhatFits_butAtLeastOne() {
        outbox.offer("a", 40, null);
        outbox.offer("b", 30, null);
        outbox.offer("c", 30, null);

        assertThat(outbox.take(71)).containsExactly("a", "b");
        assertThat(outbox.take(5)).containsExactly("c");
        assertThat(outbox.take(5)).isEmpty();
    }

    private List<String> all() {
        List<String> taken = new ArrayList<>();
        while (!outbox.isEmpty()) {
            taken.add(outbox.take());
        }
        return taken;
    }
}
