package io.soundforge.alchemy.download.provider.library;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.download.TaggedWav;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.TestWatch;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    private static final List<String> SYLLABLES = List.of(
            "ka", "mo", "ri", "ten", "sol", "bar", "vi", "lu", "nor", "esh", "dra", "pel", "om", "zin", "tha", "gol");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Path music;

    @BeforeEach
    void open() throws IOException {
        music = Files.createDirectory(folder.resolve("music"));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private LibraryProvider library() {
        Blocking blocking = new Blocking(vertx.createSharedWorkerExecutor("test", 1));
        return new LibraryProvider(music, folder.resolve("index"), Duration.ZERO, blocking);
    }

    private Path song(String path, String title, String artist) throws IOException {
        Path file = music.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, new TaggedWav(1).title(title).artist(artist).bytes());
    }

    private static Wanted wanted(String title, String artist) {
        return new Wanted(title, List.of(artist), "", Duration.ofSeconds(1));
    }

    private static List<String> paths(List<LibraryEntry> entries) {
        return entries.stream().map(LibraryEntry::path).toList();
    }

    @Test
    void tagsNamesAndFolders_makeSongsFindable() throws IOException {
        song("a.wav", "Dreams of Copper", "The Tin Men");
        Files.write(
                Files.createDirectories(music.resolve("The Tin Men/Album")).resolve("07 - Rust Never.wav"),
                new TaggedWav(1).bytes());
        LibraryIndex index = library().fresh();

        assertThat(index.search(wanted("Dreams of Copper", "The Tin Men"), 5).get(0))
                .satisfies(entry -> {
                    assertThat(entry.title()).isEqualTo("Dreams of Copper");
                    assertThat(entry.artist()).isEqualTo("The Tin Men");
                    assertThat(entry.millis()).isBetween(990, 1010);
                });
        assertThat(index.search(wanted("Rust Never", "The Tin Men"), 5).get(0)).satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Rust Never");
            assertThat(entry.artist()).isEqualTo("The Tin Men");
        });
    }

    @Test
    void changes_areSeen_andNothingElseIsReadAgain() throws IOException {
        Path one = song("one.wav", "First", "A");
        song("two.wav", "Second", "A");
        List<LibraryEntry> before = LibraryScan.of(music, List.of(), 100).entries();
        assertThat(LibraryScan.of(music, before, 100).read()).isZero();

        Files.setLastModifiedTime(one, FileTime.fromMillis(1_000_000));
        song("three.wav", "Third", "A");
        Files.delete(music.resolve("two.wav"));
        LibraryScan.Result now = LibraryScan.of(music, before, 100);

        assertThat(now.read()).isEqualTo(2);
        assertThat(paths(now.entries())).containsExactlyInAnyOrder("one.wav", "three.wav");
    }

    @Test
    void index_isKeptOverRestarts_andABrokenOneIsMadeAgain() throws IOException {
        song("one.wav", "First", "A");
        library().fresh();
        IndexFile kept = new IndexFile(folder.resolve("index"), music);
        assertThat(paths(kept.read())).containsExactly("one.wav");
        assertThat(new IndexFile(folder.resolve("index"), folder).read()).isEmpty();

        Files.writeString(folder.resolve("index"), "garbage");

        assertThat(kept.read()).isEmpty();
        assertThat(library().fresh().size()).isEqualTo(1);
    }

    @Test
    void linksOutOfTheFolder_areNeitherListedNorFetched() throws IOException {
        Path outside = Files.write(
                folder.resolve("outside.wav"), new TaggedWav(1).title("Secret").bytes());
        Files.createSymbolicLink(music.resolve("link.wav"), outside);
        Files.createSymbolicLink(music.resolve("above"), folder);
        LibraryProvider library = library();
        assertThat(library.fresh().size()).isZero();
        Path target = Files.createDirectory(folder.resolve("target"));

        for (String path : List.of("link.wav", "above/outside.wav", "../outside.wav", outside.toString(), "a\u0000b")) {
            Offer offer = new Offer("library", path, null, null);
            assertThatThrownBy(() -> await(library.fetch(offer, wanted("Secret", ""), target, new TestWatch())))
                    .as(path)
                    .isInstanceOf(AlchemyException.class)
                    .hasMessageContaining("no such file");
        }
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void brokenFiles_areNamedAfterThemselves() throws IOException {
        Files.write(music.resolve("Some Song.mp3"), new byte[] {1, 2, 3});
        Files.writeString(music.resolve("Other Song.flac"), "<html>no audio</html>");
        Files.writeString(music.resolve("notes.txt"), "no audio at all");

        assertThat(library().fresh().entries())
                .extracting(LibraryEntry::title)
                .containsExactlyInAnyOrder("Some Song", "Other Song");
    }

    @Test
    void hundredThousandSongs_theRightOneIsAmongTheFirst() {
        Random random = new Random(1);
        List<LibraryEntry> entries = IntStream.range(0, 100_000)
                .mapToObj(number -> new LibraryEntry(
                        "f/" + number + ".flac",
                        number,
                        number + 1,
                        words(random, 3),
                        words(random, 2),
                        words(random, 2),
                        "",
                        200_000))
                .toList();
        LibraryIndex index = new LibraryIndex(entries);

        for (int number = 0; number < 100_000; number += 997) {
            LibraryEntry entry = entries.get(number);
            assertThat(paths(index.search(wanted(entry.title(), entry.artist()), 30)))
                    .contains(entry.path());
        }
    }

    @Test
    void recordingCode_findsWhatSharesNoWord_first() {
        LibraryIndex index = new LibraryIndex(List.of(
                new LibraryEntry("a.flac", 1, 1, "Song", "Somebody", "", "GBAYE0601499", 1),
                new LibraryEntry("b.flac", 1, 1, "Kyoku", "Dareka", "", "GBAYE0601498", 1)));
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "", Duration.ZERO, "GBAYE0601498", null);

        assertThat(paths(index.search(wanted, 1))).containsExactly("b.flac");
        assertThat(paths(index.search(wanted("Song", "Somebody"), 2))).containsExactly("a.flac");
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int word = 0; word < count; word++) {
            for (int syllable = 0; syllable < 2; syllable++) {
                words.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            words.append(' ');
        }
        return words.toString().strip();
    }
}
