package io.soundforge.alchemy.websocket.hub;

import static io.soundforge.alchemy.websocket.hub.HubFixtures.TRACK;
import static io.soundforge.alchemy.websocket.hub.HubFixtures.fact;
import static io.soundforge.alchemy.websocket.hub.HubFixtures.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.websocket.hub.HubFixtures.Recorder;
import io.soundforge.alchemy.websocket.hub.HubFixtures.WrittenHistory;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class TrackFeedTest {
    private final WrittenHistory history = new WrittenHistory();
    private final TrackFeed feed = new TrackFeed(TRACK, history);
    private final Recorder alice = new Recorder();

    @Test
    void join_givesSnapshotThenDeltas() {
        history.facts.add(fact(1, JobState.QUEUED, 0));
        feed.join(alice);

        feed.accept(fact(2, JobState.RUNNING, 0));
        feed.accept(progress(10));

        assertThat(alice.heard).containsExactly("snapshot@1", "2:RUNNING@0.0", "-:RUNNING@10.0");
    }

    @Test
    void factThatArrivesTwice_isToldOnce() {
        feed.join(alice);

        feed.accept(fact(1, JobState.RUNNING, 0));
        feed.accept(fact(1, JobState.RUNNING, 0));

        assertThat(alice.heard).containsExactly("snapshot@0", "1:RUNNING@0.0");
    }

    @Test
    void gap_isFilledFromTheHistory_inOrder() {
        feed.join(alice);
        history.facts.add(fact(1, JobState.QUEUED, 0));
        history.facts.add(fact(2, JobState.RUNNING, 0));
        history.facts.add(fact(3, JobState.COMPLETED, 100));

        feed.accept(fact(3, JobState.COMPLETED, 100));

        assertThat(alice.heard).containsExactly("snapshot@0", "1:QUEUED@0.0", "2:RUNNING@0.0", "3:COMPLETED@100.0");
    }

    @Test
    void lostLastFact_healsAtThePositionCheck() {
        feed.join(alice);
        history.facts.add(fact(1, JobState.COMPLETED, 100));

        feed.check(new Position("first", 1));
        feed.check(new Position("first", 1));

        assertThat(alice.heard).containsExactly("snapshot@0", "1:COMPLETED@100.0");
    }

    @Test
    void progress_neverGoesBackwards_andNeverFollowsTheEnd() {
        feed.join(alice);

        feed.accept(fact(1, JobState.RUNNING, 0));
        feed.accept(progress(50));
        feed.accept(progress(40));
        feed.accept(fact(2, JobState.COMPLETED, 100));
        feed.accept(progress(60));

        assertThat(alice.heard).containsExactly("snapshot@0", "1:RUNNING@0.0", "-:RUNNING@50.0", "2:COMPLETED@100.0");
    }

    @Test
    void retriedJob_keepsTheProgressThatWasShown() {
        feed.join(alice);

        feed.accept(fact(1, JobState.RUNNING, 0));
        feed.accept(progress(70));
        feed.accept(fact(2, JobState.QUEUED, 0));

        assertThat(alice.heard).endsWith("2:QUEUED@70.0");
    }

    @Test
    void factsDuringASlowSnapshot_areToldAfterIt() {
        Promise<Void> gate = history.holdSnapshots();
        feed.join(alice);
        history.facts.add(fact(1, JobState.RUNNING, 0));
        feed.accept(fact(1, JobState.RUNNING, 0));
        history.facts.add(fact(2, JobState.COMPLETED, 100));
        feed.accept(fact(2, JobState.COMPLETED, 100));
        assertThat(alice.heard).isEmpty();

        gate.complete();

        assertThat(alice.heard).containsExactly("snapshot@2");
    }

    @Test
    void secondSubscriber_doesNotDisturbTheFirst() {
        Recorder bob = new Recorder();
        feed.join(alice);
        history.facts.add(fact(1, JobState.RUNNING, 0)); // committed, but the carrier lost it

        feed.join(bob);

        assertThat(alice.heard).containsExactly("snapshot@0", "1:RUNNING@0.0");
        assertThat(bob.heard).containsExactly("snapshot@1");
    }

    @Test
    void subscriberThatCannotBeTold_doesNotKeepOthersFromHearing() {
        feed.join(new Recorder() {
            @Override
            public void delta(JobEvent event) {
                throw new IllegalStateException("gone");
            }
        });
        feed.join(alice);

        feed.accept(fact(1, JobState.RUNNING, 0));

        assertThat(alice.heard).endsWith("1:RUNNING@0.0");
    }

    @Test
    void factThatCommitsWhileSomebodyJoins_reachesThemToo() {
        Recorder bob = new Recorder();
        feed.join(alice);
        history.facts.add(fact(1, JobState.RUNNING, 0)); // the carrier lost it
        history.afterSnapshot = () -> history.facts.add(fact(2, JobState.COMPLETED, 100));

        feed.join(bob);
        feed.check(new Position("first", 2));

        assertThat(alice.heard).containsExactly("snapshot@0", "1:RUNNING@0.0", "2:COMPLETED@100.0");
        assertThat(bob.heard).containsExactly("snapshot@1", "2:COMPLETED@100.0");
    }

    @Test
    void leaving_endsTheDeltas() {
        feed.join(alice);
        feed.leave(alice);

        feed.accept(fact(1, JobState.RUNNING, 0));

        assertThat(alice.heard).containsExactly("snapshot@0");
        assertThat(feed.idle()).isTrue();
    }

    @Test
    void rejoining_tellsExactlyWhatWasMissed() {
        history.facts.add(fact(1, JobState.QUEUED, 0));
        history.facts.add(fact(2, JobState.RUNNING, 0));
        history.facts.add(fact(3, JobState.COMPLETED, 100));

        feed.rejoin(alice, new Position("first", 1));

        assertThat(alice.heard).containsExactly("exactly after 1", "2:RUNNING@0.0", "3:COMPLETED@100.0");
    }

    @Test
    void rejoining_withAPositionOfAnotherJournal_startsAgain() {
        history.facts.add(fact(1, JobState.QUEUED, 0));
        history.facts.add(fact(2, JobState.RUNNING, 0));

        feed.rejoin(alice, new Position("another", 1));

        assertThat(alice.heard).containsExactly("again, not after 1", "snapshot@2");
    }

    @Test
    void rejoining_withAPositionThatIsYetToCome_startsAgain() {
        history.facts.add(fact(1, JobState.QUEUED, 0));

        feed.rejoin(alice, new Position("first", 7));

        assertThat(alice.heard).containsExactly("again, not after 7", "snapshot@1");
    }

    @Test
    void rejoining_whenTheHistoryIsGone_startsAgain() {
        history.facts.add(fact(1, JobState.QUEUED, 0));
        history.facts.add(fact(2, JobState.RUNNING, 0));
        history.facts.add(fact(3, JobState.COMPLETED, 100));
        history.forgotten = 2;

        feed.rejoin(alice, new Position("first", 0));

        assertThat(alice.heard).containsExactly("again, not after 0", "snapshot@3");
    }

    @Test
    void journalThatIsReplacedUnderneath_bringsEverybodyASnapshot() {
        history.facts.add(fact(1, JobState.QUEUED, 0));
        history.facts.add(fact(2, JobState.COMPLETED, 100));
        feed.join(alice);
        history.facts.clear();
        history.facts.add(fact(1, JobState.RUNNING, 0));
        history.epoch = "second";

        feed.check(new Position("second", 1));
        feed.accept(fact(2, JobState.COMPLETED, 100));

        assertThat(alice.heard).containsExactly("snapshot@2", "snapshot@1", "2:COMPLETED@100.0");
    }
}
