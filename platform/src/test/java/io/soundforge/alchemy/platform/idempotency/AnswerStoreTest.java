package io.soundforge.alchemy.platform.idempotency;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnswerStoreTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final KeptAnswer ANSWER = new KeptAnswer(202, Map.of("location", "/somewhere"), "{\"ü\":1}");

    private final AnswerStore store = new AnswerStore(services.database());
    private final RequestKey request =
            key(OwnerId.LOCAL, "POST /x", UUID.randomUUID().toString());

    @Test
    void ofManyAtOnce_oneBegins_andTheOthersAreToldHowLongItMayTake() {
        List<Future<Entry>> asked =
                Stream.generate(() -> store.begin(request, "a")).limit(8).toList();

        List<Entry> entries = asked.stream().map(PlatformServices::await).toList();

        assertThat(entries).filteredOn(Entry.Begun.class::isInstance).hasSize(1);
        assertThat(entries)
                .filteredOn(Entry.InFlight.class::isInstance)
                .hasSize(7)
                .allSatisfy(entry -> assertThat(((Entry.InFlight) entry).remaining())
                        .isBetween(Duration.ofSeconds(1), AnswerStore.LEASE));
    }

    @Test
    void keptAnswer_isGivenAgain() {
        Claim claim = begin(store, request);

        assertThat(await(store.keep(claim, ANSWER))).isTrue();

        assertThat(await(store.begin(request, "a"))).isEqualTo(new Entry.Answered(ANSWER));
        assertThat(await(store.begin(request, "b"))).isEqualTo(new Entry.AnotherRequest());
    }

    @Test
    void anotherRequestUnderTheKey_isNoticedWhileTheFirstIsInFlight() {
        begin(store, request);

        assertThat(await(store.begin(request, "b"))).isEqualTo(new Entry.AnotherRequest());
    }

    @Test
    void ownersAndRoutes_doNotMeet() {
        Claim ours = begin(store, request);
        Claim theirs = begin(store, key(new OwnerId("else"), request.route(), request.key()));
        Claim elsewhere = begin(store, key(request.owner(), "POST /y", request.key()));

        assertThat(List.of(ours.work(), theirs.work(), elsewhere.work())).doesNotHaveDuplicates();
        await(store.keep(theirs, ANSWER));
        assertThat(await(store.begin(request, "a"))).isInstanceOf(Entry.InFlight.class);
    }

    @Test
    void requestOfADeadNode_isTakenOverWithItsWork_andTheDeadKeepsNothing() {
        Claim dead = begin(new AnswerStore(services.database(), Duration.ZERO), request);

        Claim taken = begin(store, request);

        assertThat(taken.work()).isEqualTo(dead.work());
        assertThat(await(store.keep(dead, ANSWER))).isFalse();
        await(store.forget(dead));
        assertThat(await(store.begin(request, "a"))).isInstanceOf(Entry.InFlight.class);
        assertThat(await(store.keep(taken, ANSWER))).isTrue();
    }

    @Test
    void forgottenRequest_isNew_andOneThatWasLetGoIsNot() {
        Claim first = begin(store, request);
        await(store.forget(first));
        Claim second = begin(store, request);
        await(store.letGo(second));
        Claim third = begin(store, request);

        assertThat(second.work()).isNotEqualTo(first.work());
        assertThat(third.work()).isEqualTo(second.work());
    }

    @Test
    void answersAreGivenForADay_whetherTheyWerePrunedOrNot() {
        Claim claim = begin(store, request);
        await(store.keep(claim, ANSWER));
        RequestKey other = key(OwnerId.LOCAL, "POST /x", UUID.randomUUID().toString());
        await(store.keep(begin(store, other), ANSWER));
        age(request, "24 hours 1 second");
        age(other, "23 hours 59 minutes");

        Claim anew = begin(store, request);

        assertThat(anew.work()).isNotEqualTo(claim.work());
        age(request, "25 hours");
        assertThat(await(store.prune())).isEqualTo(1);
        assertThat(await(store.begin(other, "a"))).isEqualTo(new Entry.Answered(ANSWER));
    }

    private static RequestKey key(OwnerId owner, String route, String key) {
        return new RequestKey(owner, route, key);
    }

    private static Claim begin(AnswerStore store, RequestKey request) {
        Entry entry = await(store.begin(request, "a"));
        assertThat(entry).isInstanceOf(Entry.Begun.class);
        return ((Entry.Begun) entry).claim();
    }

    private static void age(RequestKey request, String age) {
        await(services.database()
                .pool()
                .query("update kept_answers set created_at = now() - interval '" + age + "' where owner = '"
                        + request.owner() + "' and key = '" + request.key() + "'")
                .execute());
    }
}
