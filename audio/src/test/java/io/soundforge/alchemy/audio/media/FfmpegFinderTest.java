package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class FfmpegFinderTest {
    private static final Path UNPACKED = Path.of("target", "ffmpeg");

    @TempDir
    Path folder;

    @Test
    void find_configured_isTakenWhateverItsVersion() throws IOException {
        Path old = program("configured", "ffmpeg version 2.8 Copyright", "");

        assertThat(FfmpegFinder.find(old, List.of(), UNPACKED).binary()).isEqualTo(old);
    }

    @Test
    void find_configuredDoesNotRun_saysSoInsteadOfTakingAnother() throws IOException {
        Path silent = program("configured", "hello", "");

        assertThatThrownBy(() -> FfmpegFinder.find(silent, List.of(), UNPACKED))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void find_searchPath_takesTheFirstThatIsGoodEnough() throws IOException {
        program("old", "ffmpeg version 4.3.1-0ubuntu1 Copyright", "Encoder libmp3lame [LAME]");
        program("noMp3", "ffmpeg version 7.1 Copyright", "Codec 'libmp3lame' is not recognized");
        program("broken", "", "");
        Path good = program("good", "ffmpeg version 5.1.9-0+deb12u1 Copyright", "Encoder libmp3lame [LAME]");
        List<Path> searchPath = List.of(
                folder.resolve("absent"),
                folder.resolve("old"),
                folder.resolve("noMp3"),
                folder.resolve("broken"),
                folder.resolve("good"));

        assertThat(FfmpegFinder.find(null, searchPath, UNPACKED).binary()).isEqualTo(good);
    }

    @Test
    void find_nothingOnTheSearchPath_takesTheBundledOne() {
        Ffmpeg ffmpeg = FfmpegFinder.find(null, List.of(folder), UNPACKED);

        assertThat(ffmpeg.binary()).startsWith(UNPACKED);
    }

    @ParameterizedTest
    @CsvSource({
        "4.4.1-static, true",
        "4.4, true",
        "5.1.9-0+deb12u1, true",
        "n7.0.2-3, true",
        "8.0, true",
        "10.0, true",
        "N-109542-g6f9a1b, true",
        "2024-05-02-git-71669f2ad5, true",
        "git-2020-06-10-3a0f081, true",
        "4.3.6, false",
        "3.4.11-0ubuntu0.1, false",
        "99999999999.1, false",
        "UNKNOWN, false"
    })
    void isRecent_version_judgesByMajorAndMinor(String version, boolean recent) {
        assertThat(FfmpegFinder.isRecent(version)).isEqualTo(recent);
    }

    private Path program(String name, String version, String encoder) throws IOException {
        Path binary = Files.createDirectories(folder.resolve(name)).resolve("ffmpeg");
        String script = "#!/bin/sh\nif [ \"$1\" = -version ]; then echo \"" + version + "\"; else echo \"" + encoder
                + "\"; fi\n";
        Files.writeString(binary, script);
        assertThat(binary.toFile().setExecutable(true)).isTrue();
        return binary;
    }
}
