package io.soundforge.alchemy.download.provider.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.ExternalProcess;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.download.TaggedWav;
import io.soundforge.alchemy.download.match.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What tests of the library share: a real ffmpeg, and files old enough to be read at once. */
final class TestLibrary {
    private static final Ffmpeg FFMPEG = BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg"));

    /** Takes every file, and looks at nothing else. */
    static final LibraryScan.Found ALL = new LibraryScan.Found() {
        @Override
        public void folder(Path folder) {}

        @Override
        public boolean ready(Path file, BasicFileAttributes attributes) {
            return true;
        }

        @Override
        public void read() {}
    };

    private TestLibrary() {}

    static Ffmpeg ffmpeg() {
        return FFMPEG;
    }

    static MediaProbe probe() {
        return new MediaProbe(FFMPEG, MediaLimits.ofMinutes(30));
    }

    static FileTags tags() {
        return new FileTags(probe());
    }

    /** A second of sound, made an hour ago. */
    static Path song(Path file, String title, String artist) throws IOException {
        Files.createDirectories(file.getParent());
        return aged(
                Files.write(file, new TaggedWav(1).title(title).artist(artist).bytes()));
    }

    static Path aged(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
    }

    static Wanted wanted(String title, String artist) {
        return new Wanted(title, List.of(artist), "", Duration.ofSeconds(1));
    }

    static List<String> paths(List<LibraryEntry> entries) {
        return entries.stream().map(LibraryEntry::path).toList();
    }

    /** Runs ffmpeg with these arguments, which must succeed. */
    static Path encode(Path target, String... arguments) {
        List<String> command = new ArrayList<>(List.of(FFMPEG.binary().toString(), "-nostdin", "-y"));
        command.addAll(Arrays.asList(arguments));
        command.add(target.toString());
        ExternalProcess.Exit exit = ExternalProcess.of(command, Duration.ofMinutes(1), Duration.ofMinutes(1))
                .run(ExternalProcess.OutputReader.DISCARD);
        assertThat(exit.succeeded()).as(exit.errors()).isTrue();
        return target;
    }
}
