package io.soundforge.alchemy.download.provider.library;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MonoDecoder;
import io.soundforge.alchemy.download.match.Candidate;
import io.soundforge.alchemy.download.match.MatchScorer;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.TestWatch;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprinter;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Songs that only their sound can tell, with a real decoder. */
class LibrarySearchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SECONDS = 40;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Map<Figure, DoubleSupplier> gauges = new EnumMap<>(Figure.class);
    private Path music;
    private LibraryProvider library;

    @BeforeEach
    void make() throws IOException {
        music = Files.createDirectory(folder.resolve("music"));
        library = library();
    }

    private LibraryProvider library() {
        return new LibraryProvider(
                music,
                folder.resolve("state"),
                new LibraryPace(Duration.ZERO, Duration.ofMillis(100), Duration.ofHours(1)),
                TestLibrary.ffmpeg(),
                MediaLimits.ofMinutes(30),
                new Blocking(vertx.createSharedWorkerExecutor("test", 1)));
    }

    @AfterEach
    void close() {
        await(library.close());
        await(vertx.close());
    }

    /** Noise that is the same for the same seed and sounds as nothing else. */
    private Path recording(String name, int seed, String... more) {
        String noise =
                "anoisesrc=seed=" + seed + ":color=pink:amplitude=0.5:duration=" + SECONDS + ":sample_rate=44100";
        return TestLibrary.encode(
                music.resolve(name),
                Stream.concat(Stream.of("-f", "lavfi", "-i", noise), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Fifteen seconds from within a recording, as a service would give them. */
    private Fingerprint clip(Path recording) {
        Path mp3 = TestLibrary.encode(
                folder.resolve("clip.mp3"), "-ss", "11.7", "-t", "15", "-i", recording.toString(), "-b:a", "96k");
        return print(mp3);
    }

    private static Fingerprint print(Path file) {
        Fingerprinter printer = Fingerprinter.begin();
        MonoDecoder.prompt(TestLibrary.ffmpeg())
                .decode(file, 600, (channels, count) -> printer.add(channels[0], count));
        return printer.finish();
    }

    private static Wanted wanted(String title, Fingerprint clip) {
        return new Wanted(title, List.of("The Tin Men"), "", Duration.ofSeconds(SECONDS)).withClip(clip);
    }

    private List<Offer> offers(Wanted wanted) {
        return await(library.candidates(wanted, new TestWatch()));
    }

    private static Candidate candidate(Offer offer) {
        return Objects.requireNonNull(offer.candidate());
    }

    private void listenToAll(int files) {
        library.open(new Figures() {
            @Override
            public void add(Figure figure, double amount, String... labels) {}

            @Override
            public void took(Figure figure, long nanos, String... labels) {}

            @Override
            public void gauge(Figure figure, DoubleSupplier value, String... labels) {
                gauges.put(figure, value);
            }
        });
        await().atMost(PATIENCE).until(() -> gauge(Figure.LIBRARY_FINGERPRINTED) == files);
    }

    private double gauge(Figure figure) {
        return Objects.requireNonNull(gauges.get(figure)).getAsDouble();
    }

    @Test
    void fileWithoutTags_isFoundByLengthAndClip_amongOthers() {
        Path song = recording("track01.flac", 1);
        for (int other = 2; other < 7; other++) {
            recording("track0" + other + ".mp3", other, "-b:a", "96k");
        }
        listenToAll(6);

        Wanted wanted = wanted("Dreams of Copper", clip(song));
        List<Offer> offers = offers(wanted);

        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.reference()).isEqualTo("track01.flac");
            assertThat(candidate(offer).clip()).satisfies(place -> {
                assertThat(place).isNotNull();
                assertThat(Objects.requireNonNull(place).seconds()).isBetween(11.0, 12.5);
                assertThat(place.heard()).isTrue();
            });
            assertThat(MatchScorer.score(wanted, candidate(offer)).certain()).isTrue();
        });
    }

    @Test
    void fileFoundByWords_isListenedToBeforeItIsOffered_evenIfNobodyHasYet() {
        recording("wrong.flac", 1, "-metadata", "title=Dreams of Copper", "-metadata", "artist=The Tin Men");
        Path right =
                recording("right.flac", 2, "-metadata", "title=Dreams of Copper", "-metadata", "artist=The Tin Men");

        List<Offer> offers = offers(wanted("Dreams of Copper", clip(right)));

        assertThat(offers).hasSize(2).allSatisfy(offer -> assertThat(
                        candidate(offer).clip())
                .isNotNull()
                .satisfies(place -> assertThat(Objects.requireNonNull(place).heard())
                        .isEqualTo(offer.reference().equals("right.flac"))));
    }

    @Test
    void nothingIsOfferedByItsLengthAlone() {
        recording("track01.flac", 1);
        Path missing = recording("track02.flac", 2);
        Fingerprint clip = clip(missing);
        assertThat(missing.toFile().delete()).isTrue();
        listenToAll(1);

        assertThat(offers(wanted("Dreams of Copper", clip))).isEmpty();
        assertThat(offers(new Wanted("Dreams of Copper", List.of(), "", Duration.ofSeconds(SECONDS))))
                .isEmpty();
    }

    @Test
    void figuresAndHealth_tellHowTheLibraryIs_alsoAfterTheMeshHasEnded() throws IOException {
        assertThat(await(library.health()).finding()).contains("not been looked at");
        recording("one.flac", 1);
        Files.writeString(music.resolve("broken.mp3"), "no audio at all");
        listenToAll(2);
        await().atMost(PATIENCE).until(() -> gauge(Figure.LIBRARY_WATCHED) == 1);

        assertThat(gauge(Figure.LIBRARY_FILES)).isEqualTo(2);
        assertThat(gauge(Figure.LIBRARY_LOOK_AGE)).isBetween(0.0, 600.0);
        assertThat(await(library.health()).finding())
                .matches("2 files, 2 of them fingerprinted, last looked through at 20\\S+Z, watched");
        await(library.close());
        assertThat(await(library().health()).finding()).startsWith("2 files, 2 of them fingerprinted");
    }

    @Test
    void restart_listensToNothingAgain_andForgetsWhatIsGone() throws IOException {
        recording("one.flac", 1);
        recording("two.flac", 2);
        listenToAll(2);
        await(library.close());
        Path kept = folder.resolve("state/library-fingerprints");
        List<Path> before = prints(kept);
        Map<Path, Object> times = new java.util.HashMap<>();
        for (Path print : before) {
            times.put(print, Files.getLastModifiedTime(print));
        }
        Files.delete(music.resolve("two.flac"));

        library = library();
        listenToAll(1);
        await().atMost(PATIENCE).until(() -> prints(kept).size() == 1);

        Path left = prints(kept).get(0);
        assertThat(Files.getLastModifiedTime(left)).isEqualTo(times.get(left));
    }

    private static List<Path> prints(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
