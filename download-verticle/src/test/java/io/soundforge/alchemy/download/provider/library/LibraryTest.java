package io.soundforge.alchemy.download.provider.library;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.media.MediaLimits;
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
        return provider(new Blocking(vertx.createSharedWorkerExecutor("test", 1)));
    }

    private LibraryProvider provider(Blocking blocking) {
        LibraryPace pace = new LibraryPace(Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
        return new LibraryProvider(
                music, folder.resolve("state"), pace, TestLibrary.ffmpeg(), MediaLimits.ofMinutes(30), blocking);
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
    void tagsNamesAndFolders_makeSongsFindable() throws Exception {
        song("a.wav", "Dreams of Copper", "The Tin Men");
        Files.write(
                Files.createDirectories(music.resolve("The Tin Men/Album")).resolve("07 - Rust Never.wav"),
                new TaggedWav(1).bytes());
        LibraryIndex index = library().library().fresh();

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
        LibraryIndex index = new LibraryIndex();
        FileTags tags = TestLibrary.tags();
        assertThat(LibraryScan.of(music, music, index, tags, TestLibrary.ALL, 100))
                .isEqualTo(new LibraryScan.Result(2, 2, 0));
        assertThat(LibraryScan.of(music, music, index, tags, TestLibrary.ALL, 100)
                        .changed())
                .isFalse();

        Files.setLastModifiedTime(one, FileTime.fromMillis(1_000_000));
        song("three.wav", "Third", "A");
        Files.delete(music.resolve("two.wav"));
        LibraryScan.Result now = LibraryScan.of(music, music, index, tags, TestLibrary.ALL, 100);

        assertThat(now).isEqualTo(new LibraryScan.Result(2, 2, 1));
        assertThat(paths(index.entries())).containsExactlyInAnyOrder("one.wav", "three.wav");
    }

    @Test
    void index_isKeptOverRestarts_andABrokenOneIsMadeAgain() throws Exception {
        song("one.wav", "First", "A");
        library().library().fresh();
        Path file = folder.resolve("state/library-index");
        IndexFile kept = new IndexFile(file, music);
        assertThat(paths(kept.read())).containsExactly("one.wav");
        assertThat(new IndexFile(file, folder).read()).isEmpty();

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(kept.read()).isEmpty();
        Files.writeString(file, "garbage");
        assertThat(kept.read()).isEmpty();

        assertThat(library().library().fresh().size()).isEqualTo(1);
    }

    @Test
    void linksOutOfTheFolder_areNeitherListedNorFetched() throws Exception {
        Path outside = Files.write(
                folder.resolve("outside.wav"), new TaggedWav(1).title("Secret").bytes());
        Files.createSymbolicLink(music.resolve("link.wav"), outside);
        Files.createSymbolicLink(music.resolve("above"), folder);
        LibraryProvider library = library();
        assertThat(library.library().fresh().size()).isZero();
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
    void brokenFiles_areNamedAfterThemselves() throws Exception {
        Files.write(music.resolve("Some Song.mp3"), new byte[] {1, 2, 3});
        Files.writeString(music.resolve("Other Song.flac"), "<html>no audio</html>");
        Files.writeString(music.resolve("notes.txt"), "no audio at all");

        assertThat(library().library().fresh().entries())
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
                        200_000,
                        true))
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
                new LibraryEntry("a.flac", 1, 1, "Song", "Somebody", "", "GBAYE0601499", 1, true),
                new LibraryEntry("b.flac", 1, 1, "Kyoku", "Dareka", "", "GBAYE0601498", 1, true)));
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "", Duration.ZERO, "GBAYE0601498", null);

        assertThat(paths(index.search(wanted, 1))).containsExactly("b.flac");
        assertThat(paths(index.search(wanted("Song", "Somebody"), 2))).containsExactly("a.flac");
    }

    @Test
    void wantedAlbum_partsEqualSongs() {
        LibraryIndex index = new LibraryIndex(List.of(
                new LibraryEntry("a.flac", 1, 1, "Song", "Somebody", "Greatest Hits", "", 1, true),
                new LibraryEntry("b.flac", 1, 1, "Song", "Somebody", "The First One", "", 1, true),
                new LibraryEntry("c.flac", 1, 1, "Other", "Somebody", "The First One", "", 1, true)));
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "First One", Duration.ZERO);

        assertThat(paths(index.search(wanted, 3))).containsExactly("b.flac", "a.flac", "c.flac");
    }

    @Test
    void manyChanges_leaveNothingBehind() {
        LibraryIndex index = new LibraryIndex();
        for (int round = 0; round < 5; round++) {
            for (int number = 0; number < 1_000; number++) {
                index.put(new LibraryEntry("f/" + number, round, 1, "Song" + number, "R" + round, "", "", 1_000, true));
            }
        }

        assertThat(index.size()).isEqualTo(1_000);
        assertThat(index.search(wanted("Song7", ""), 10))
                .singleElement()
                .satisfies(found -> assertThat(found.modified()).isEqualTo(4));
        assertThat(index.search(wanted("", "R3"), 10)).isEmpty();
        assertThat(index.lasting(0, 2)).hasSize(1_000);
        assertThat(index.removeUnder("f")).isEqualTo(1_000);
        assertThat(index.entries()).isEmpty();
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
