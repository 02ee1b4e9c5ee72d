package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledFfmpegTest {
    @TempDir
    Path folder;

    @Test
    void unpack_intoAFolder_writesTheProgramOnceAndAgainWhenDamaged() throws IOException {
        BundledFfmpeg bundled = BundledFfmpeg.ofThisPlatform();
        Path bin = folder.resolve("bin");
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);

        Ffmpeg ffmpeg = bundled.unpack(bin);
        assertThat(ffmpeg.version()).startsWith("4.4");
        assertThat(ffmpeg.hasEncoder("libmp3lame")).isTrue();
        assertThat(ffmpeg.hasEncoder("no_such_encoder")).isFalse();
        try (Stream<Path> files = Files.list(bin)) {
            assertThat(files).containsExactly(ffmpeg.binary());
        }

        Files.setLastModifiedTime(ffmpeg.binary(), old);
        bundled.unpack(bin);
        assertThat(Files.getLastModifiedTime(ffmpeg.binary())).isEqualTo(old);

        Files.write(ffmpeg.binary(), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(bundled.unpack(bin).version()).startsWith("4.4");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, ffmpeg-amd64",
        "Linux, aarch64, ffmpeg-aarch64",
        "Mac OS X, x86_64, ffmpeg-x86_64-osx",
        "Mac OS X, aarch64, ffmpeg-aarch64-osx",
        "Windows 11, amd64, ffmpeg-amd64.exe"
    })
    void nameFor_platform_isTheNameInsideTheDependency(String os, String arch, String name) {
        assertThat(BundledFfmpeg.nameFor(os, arch)).isEqualTo(name);
    }
}
