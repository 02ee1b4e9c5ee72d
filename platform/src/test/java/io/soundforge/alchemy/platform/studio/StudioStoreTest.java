package io.soundforge.alchemy.platform.studio;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.studio.Arrangement;
import io.soundforge.alchemy.contracts.studio.ArrangementSection;
import io.soundforge.alchemy.contracts.studio.ArrangementTemplate;
import io.soundforge.alchemy.contracts.studio.CuePoint;
import io.soundforge.alchemy.contracts.studio.CueType;
import io.soundforge.alchemy.contracts.studio.Loop;
import io.soundforge.alchemy.contracts.studio.SectionType;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loops, cue points, arrangements and templates in a real PostgreSQL. */
class StudioStoreTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private StudioStore store;
    private TemplateStore templates;
    private TrackId track;

    @BeforeEach
    void freshTrack() {
        store = new StudioStore(services.database());
        templates = new TemplateStore(services.database());
        track = services.newTrack("song").id();
    }

    @Test
    void items_keepTheOrderOfTheirFirstPlacing_andReplaceByIdAndKind() {
        await(store.put(track, ItemKind.LOOP, loop("b", 1)));
        await(store.put(track, ItemKind.LOOP, loop("a", 2)));
        await(store.put(track, ItemKind.LOOP, loop("b", 3)));
        CuePoint point = new CuePoint("b", 0, "Start", CueType.CUSTOM, "#fff");
        await(store.put(track, ItemKind.CUE_POINT, point));

        assertThat(await(store.items(track, ItemKind.LOOP))).containsExactly(loop("b", 3), loop("a", 2));
        assertThat(await(store.items(track, ItemKind.CUE_POINT))).containsExactly(point);
        assertThat(await(store.items(services.newTrack("other").id(), ItemKind.LOOP)))
                .isEmpty();
    }

    @Test
    void bound_holdsForWritersAtOnce() {
        int most = ItemKind.LOOP.most();
        for (int i = 0; i < most - 1; i++) {
            await(store.put(track, ItemKind.LOOP, loop("l" + i, 1)));
        }

        await(Future.join(IntStream.range(0, 5)
                        .mapToObj(i -> store.put(track, ItemKind.LOOP, loop("late" + i, 1)))
                        .toList())
                .otherwiseEmpty());

        assertThat(await(store.items(track, ItemKind.LOOP))).hasSize(most);
        await(store.put(track, ItemKind.LOOP, loop("l0", 2)));
        assertRefused(store.put(track, ItemKind.LOOP, loop("more", 1)), ErrorCode.CONFLICT, "at most 200 loops");
    }

    @Test
    void removedItem_isGone_andCannotBeRemovedAgain() {
        await(store.put(track, ItemKind.LOOP, loop("a", 1)));

        await(store.remove(track, ItemKind.LOOP, "a"));

        assertThat(await(store.items(track, ItemKind.LOOP))).isEmpty();
        assertRefused(store.remove(track, ItemKind.LOOP, "a"), ErrorCode.NOT_FOUND, "loops");
    }

    @Test
    void deletedTrack_takesItsItemsAlong_andTakesNoMore() {
        await(store.put(track, ItemKind.LOOP, loop("a", 1)));
        await(store.put(track, arrangement("verse")));

        await(services.database().inTransaction(tx -> services.catalog().delete(tx, track)));

        assertThat(await(store.items(track, ItemKind.LOOP))).isEmpty();
        assertThat(await(store.arrangement(track))).isEqualTo(Arrangement.none());
        assertRefused(store.put(track, ItemKind.LOOP, loop("b", 1)), ErrorCode.NOT_FOUND, "deleted");
        assertRefused(store.put(track, Arrangement.none()), ErrorCode.NOT_FOUND, "deleted");
    }

    @Test
    void arrangement_isReplacedAsAWhole() {
        assertThat(await(store.arrangement(track))).isEqualTo(Arrangement.none());

        await(store.put(track, arrangement("first")));
        await(store.put(track, arrangement("second")));

        assertThat(await(store.arrangement(track))).isEqualTo(arrangement("second"));
    }

    @Test
    void templates_belongToTheirOwner_andAreBounded() {
        OwnerId owner = new OwnerId("owner-" + UUID.randomUUID());
        List<ArrangementSection> sections = arrangement("x").arrangement();
        for (int i = 0; i < TemplateStore.MOST; i++) {
            await(templates.put(owner, new ArrangementTemplate("t" + i, List.of())));
        }

        await(templates.put(owner, new ArrangementTemplate("t0", sections)));

        assertThat(await(templates.list(owner)))
                .hasSize(TemplateStore.MOST)
                .contains(new ArrangementTemplate("t0", sections));
        assertRefused(
                templates.put(owner, new ArrangementTemplate("one more", List.of())),
                ErrorCode.CONFLICT,
                "at most 100");
        assertThat(await(templates.list(OwnerId.LOCAL))).isEmpty();
        assertRefused(templates.remove(OwnerId.LOCAL, "t0"), ErrorCode.NOT_FOUND, "no arrangement template");
        await(templates.remove(owner, "t0"));
        assertThat(await(templates.list(owner))).hasSize(TemplateStore.MOST - 1);
    }

    private static void assertRefused(Future<?> future, ErrorCode code, String message) {
        assertThatThrownBy(() -> await(future))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Loop loop(String id, double end) {
        return new Loop(id, "Loop", 0, end, List.of());
    }

    private static Arrangement arrangement(String label) {
        return new Arrangement(List.of(new ArrangementSection("1", 0, 8, SectionType.VERSE, "#3b82f6", label)));
    }
}
