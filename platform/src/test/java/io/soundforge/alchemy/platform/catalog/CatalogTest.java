package io.soundforge.alchemy.platform.catalog;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final Catalog catalog = services.catalog();
    private final OwnerId owner = new OwnerId("owner-" + UUID.randomUUID());

    @Test
    void insert_thenFind_givesAnEqualTrack() {
        Track bare = track("bare", null, TIME);
        Track full = new Track(
                TrackId.random(), owner, "full", "artist", "album", "https://c", "ext", "https://s", 12.25, TIME);

        insert(bare);
        insert(full);

        assertThat(await(catalog.find(bare.id()))).contains(bare);
        assertThat(await(catalog.find(full.id()))).contains(full);
        assertThat(await(catalog.findExternal(owner, "ext"))).contains(full);
        assertThat(await(catalog.findExternal(OwnerId.LOCAL, "ext"))).isEmpty();
        assertThat(await(catalog.find(TrackId.random()))).isEmpty();
    }

    @Test
    void insert_sameExternalId_conflictsForOneOwnerOnly() {
        insert(track("first", "ext", TIME));
        write(tx -> catalog.insert(
                tx,
                new Track(
                        TrackId.random(),
                        new OwnerId("somebody-" + UUID.randomUUID()),
                        "theirs",
                        null,
                        null,
                        null,
                        "ext",
                        null,
                        null,
                        TIME)));

        assertFails(ErrorCode.CONFLICT, tx -> catalog.insert(tx, track("second", "ext", TIME)));
    }

    @Test
    void list_pages_giveEveryTrackOnceNewestFirst() {
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Track track = track("t" + i, null, TIME.plusSeconds(i / 3)); // some share their time
            insert(track);
            tracks.add(track);
        }

        List<Track> seen = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Page<Track> page = await(catalog.list(owner, 3, after));
            seen.addAll(page.items());
            after = page.next();
            pages++;
        } while (after != null);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(tracks);
        assertThat(seen).extracting(Track::createdAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void list_newTrackBetweenPages_shiftsNothing() {
        insert(track("a", null, TIME));
        insert(track("b", null, TIME.plusSeconds(1)));
        Page<Track> first = await(catalog.list(owner, 1, null));

        insert(track("c", null, TIME.plusSeconds(2)));

        assertThat(await(catalog.list(owner, 5, first.next())).items())
                .extracting(Track::name)
                .containsExactly("a");
    }

    @Test
    void list_ofAQuery_findsEveryWordSomewhereInWhateverCase_inParts() {
        insert(song("Blue Train", "John Coltrane", "Blue Train"));
        insert(song("Naima", "John Coltrane", "Giant Steps"));
        insert(song("100% Pure_Love", "Crystal Waters", null));
        insert(song("Élégie", "Fauré", null));

        assertThat(found("coltrane")).containsExactlyInAnyOrder("Blue Train", "Naima");
        assertThat(found("  STEPS  john ")).containsExactly("Naima");
        assertThat(found("100%")).containsExactly("100% Pure_Love");
        assertThat(found("_")).containsExactly("100% Pure_Love");
        assertThat(found("%")).containsExactly("100% Pure_Love");
        assertThat(found("\\")).isEmpty();
        assertThat(found("ÉLÉ")).containsExactly("Élégie");
        assertThat(found(" ")).hasSize(4);
        Page<Track> first = await(catalog.list(owner, TrackQuery.parse("john"), 1, null));
        Page<Track> second = await(catalog.list(owner, TrackQuery.parse("john"), 1, first.next()));
        assertThat(List.of(first.items().get(0).name(), second.items().get(0).name()))
                .containsExactlyInAnyOrder("Blue Train", "Naima");
        assertThat(second.next()).isNull();
    }

    @Test
    void list_ofAQuery_looksPastCaseAccentsAndPunctuation_inAnyOrder() {
        insert(song("Déjà Vu", "Beyoncé", "B’Day"));
        insert(song("Ace of Spades", "Motörhead", null));
        insert(song("Sæglópur", "Sigur Rós", "Takk..."));
        insert(song("Back in Black", "AC/DC", null));
        insert(song("Группа крови", "Кино", null));
        insert(song("残酷な天使のテーゼ", "高橋洋子", null));
        insert(song("Losing My Religion", "R.E.M.", null));

        assertThat(found("beyonce")).containsExactly("Déjà Vu");
        assertThat(found("VU deja bday")).containsExactly("Déjà Vu");
        assertThat(found("b'day")).containsExactly("Déjà Vu");
        assertThat(found("motorhead ace")).containsExactly("Ace of Spades");
        assertThat(found("saeglopur ros")).containsExactly("Sæglópur");
        assertThat(found("ac/dc")).containsExactly("Back in Black");
        assertThat(found("acdc")).containsExactly("Back in Black");
        assertThat(found("КИНО")).containsExactly("Группа крови");
        assertThat(found("天使")).containsExactly("残酷な天使のテーゼ");
        assertThat(found("rem")).containsExactly("Losing My Religion");
        assertThat(found("r.e.m. losing")).containsExactly("Losing My Religion");
        assertThat(found("rem kino")).isEmpty();
    }

    @Test
    void query_thatIsTooLong_isRefused() {
        assertThatThrownBy(() -> TrackQuery.parse("a b c d e f g h i")).hasMessageContaining("at most 8 words");
        assertThatThrownBy(() -> TrackQuery.parse("x".repeat(201))).hasMessageContaining("200 characters");
    }

    private List<String> found(String query) {
        return await(catalog.list(owner, TrackQuery.parse(query), 10, null)).items().stream()
                .map(Track::name)
                .toList();
    }

    private Track song(String name, String artist, @Nullable String album) {
        return new Track(TrackId.random(), owner, name, artist, album, null, null, null, null, TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "bm9uc2Vuc2U", "MjAyNnx4"})
    void list_foreignCursor_isRefused(String cursor) {
        assertThatThrownBy(() -> await(catalog.list(owner, 1, cursor)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void describe_nullsLeaveWhatWasKnown() {
        Track track = track("name", null, TIME);
        insert(track);

        write(tx -> catalog.describe(tx, track.id(), new TrackDescription(null, "artist", null, null, 3.5)));
        write(tx -> catalog.describe(tx, track.id(), new TrackDescription("better", null, null, "https://c", null)));

        Track after = await(catalog.find(track.id())).orElseThrow();
        assertThat(after)
                .isEqualTo(new Track(track.id(), owner, "better", "artist", null, "https://c", null, null, 3.5, TIME));
        assertFails(
                ErrorCode.NOT_FOUND,
                tx -> catalog.describe(tx, TrackId.random(), new TrackDescription("x", null, null, null, null)));
    }

    @Test
    void assets_areFoundByIdByRoleAndByTrack() {
        TrackId track = insert(track("song", null, TIME)).id();
        Asset canonical = asset(track, AssetRole.CANONICAL, "canonical");
        Asset older = asset(track, AssetRole.STEM, "vocals");
        Asset newer = asset(track, AssetRole.STEM, "drums");
        List.of(canonical, older, newer).forEach(asset -> write(tx -> catalog.addAsset(tx, asset)));

        assertThat(await(catalog.asset(older.id()))).contains(older);
        assertThat(await(catalog.newest(track, AssetRole.STEM))).contains(newer);
        assertThat(await(catalog.newest(track, AssetRole.ORIGINAL))).isEmpty();
        assertThat(await(catalog.assetsOf(List.of(track, TrackId.random()))))
                .isEqualTo(Map.of(track, List.of(canonical, older, newer)));
    }

    @Test
    void addAsset_trackDeleted_isNotFound() {
        TrackId gone = TrackId.random();

        assertFails(ErrorCode.NOT_FOUND, tx -> catalog.addAsset(tx, asset(gone, AssetRole.STEM, "vocals")));
        assertFails(ErrorCode.NOT_FOUND, tx -> catalog.putAnalysis(tx, gone, JobId.random(), analysis(1)));
    }

    @Test
    void putAnalysis_twice_theLastOneCounts() {
        TrackId track = insert(track("song", null, TIME)).id();
        write(tx -> catalog.putAnalysis(tx, track, JobId.random(), analysis(100)));
        write(tx -> catalog.putAnalysis(tx, track, JobId.random(), analysis(128.5)));

        assertThat(await(catalog.analysesOf(List.of(track, TrackId.random()))))
                .isEqualTo(Map.of(track, analysis(128.5)));
    }

    @Test
    void delete_takesAssetsAndAnalysisAlong() {
        TrackId track = insert(track("song", null, TIME)).id();
        Asset asset = asset(track, AssetRole.ORIGINAL, "original");
        write(tx -> catalog.addAsset(tx, asset));
        write(tx -> catalog.putAnalysis(tx, track, JobId.random(), analysis(100)));

        write(tx -> catalog.delete(tx, track));

        assertThat(await(catalog.find(track))).isEmpty();
        assertThat(await(catalog.asset(asset.id()))).isEmpty();
        assertThat(await(catalog.analysesOf(List.of(track)))).isEmpty();
    }

    private Track track(String name, @Nullable String externalId, Instant createdAt) {
        return new Track(TrackId.random(), owner, name, null, null, null, externalId, null, null, createdAt);
    }

    private static Asset asset(TrackId track, AssetRole role, String type) {
        return new Asset(
                UUID.randomUUID(),
                track,
                JobId.random(),
                role,
                type + ".flac",
                type,
                AssetKeys.file(track, "attempt", type + ".flac"),
                "audio/flac",
                12_345_678_901L,
                "00ff",
                1.5);
    }

    private static TrackAnalysis analysis(double bpm) {
        return new TrackAnalysis(
                10.5,
                bpm,
                null,
                List.of(0.5, 1.0),
                List.of(),
                null,
                null,
                new LoudnessEstimate(-14.2, null, null),
                null,
                List.of(),
                List.of(),
                List.of(0.25),
                Map.of("key", "too short"));
    }

    private Track insert(Track track) {
        write(tx -> catalog.insert(tx, track));
        return track;
    }

    private static void write(Function<Tx, Future<Void>> work) {
        await(services.database().inTransaction(work));
    }

    private static void assertFails(ErrorCode code, Function<Tx, Future<Void>> work) {
        assertThatThrownBy(() -> write(work)).isInstanceOfSatisfying(AlchemyException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
