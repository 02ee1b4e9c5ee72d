package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.audio.media.SynthesizedWav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real audio through a real ffmpeg and a model so small that it is made here: every stem is a quarter of the mix. */
class SeparateTest {
    private static final int RATE = 48_000;
    private static final int SEGMENT = 44_100;

    @TempDir
    Path folder;

    private String model = "";

    @BeforeEach
    void writeModelAndSongs() throws Exception {
        model = TinyModels.identity(folder.resolve("a quarter.onnx"), 4, SEGMENT)
                .toString();
        Files.createDirectory(folder.resolve("live"));
        writeSong("Größe.wav");
        writeSong("live/Größe.wav");
    }

    @Test
    void filesOfOneName_getFoldersOfTheirOwn() throws Exception {
        CommandLineRun run =
                run(path("Größe.wav"), path("live/Größe.wav"), "-m", model, "-o", "out", "--format", "wav");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(filesBelow(folder.resolve("out")))
                .containsExactly(
                        "Größe-2/bass.wav",
                        "Größe-2/drums.wav",
                        "Größe-2/other.wav",
                        "Größe-2/vocals.wav",
                        "Größe/bass.wav",
                        "Größe/drums.wav",
                        "Größe/other.wav",
                        "Größe/vocals.wav");
    }

    @Test
    void stem_isStereoAt44100InTheBitDepthAskedFor() throws Exception {
        run(path("Größe.wav"), "-m", model, "-o", "out", "--format", "wav", "--bit-depth", "16", "--stems", "vocals");

        AudioFormat format = AudioSystem.getAudioFileFormat(
                        folder.resolve("out/Größe/vocals.wav").toFile())
                .getFormat();
        assertThat(format.getSampleRate()).isEqualTo(44_100f);
        assertThat(format.getChannels()).isEqualTo(2);
        assertThat(format.getSampleSizeInBits()).isEqualTo(16);
        assertThat(filesBelow(folder.resolve("out"))).containsExactly("Größe/vocals.wav");
    }

    @Test
    void json_isTheOnlyThingOnStandardOutput() throws Exception {
        CommandLineRun run = run(path("Größe.wav"), "-m", model, "-o", "out", "--two-stems", "vocals", "--json");

        JsonNode document = JsonMapper.builder().build().readTree(run.out());
        assertThat(document.path("file").asText()).isEqualTo(path("Größe.wav"));
        assertThat(document.path("model").asText()).isEqualTo("a quarter.onnx");
        assertThat(document.path("stems").findValuesAsText("type")).containsExactly("vocals", "no_vocals");
        assertThat(Path.of(document.path("stems").path(1).path("file").asText()))
                .isEqualTo(folder.resolve("out/Größe/no_vocals.flac"))
                .exists();
    }

    @Test
    void goodFile_behindABadOne_isStillDone() {
        CommandLineRun run = run(path("missing.wav"), path("Größe.wav"), "-m", model, "-o", "out");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(folder.resolve("out/Größe/vocals.flac")).exists();
    }

    @Test
    void stemThatTheModelDoesNotHave_isWrongUsage() throws Exception {
        CommandLineRun run = run(path("Größe.wav"), "-m", model, "-o", "out", "--stems", "banjo");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("banjo").hasLineCount(1);
        assertThat(filesBelow(folder.resolve("out"))).isEmpty();
    }

    @Test
    void modelThatIsNotInstalled_isWrongUsageAndNamesTheInstalledOnes() {
        CommandLineRun run = run(path("Größe.wav"), "-m", "htdemucs", "-o", "out");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("no model 'htdemucs' is installed", "spectral")
                .hasLineCount(1);
    }

    @Test
    void wholeRun_goesOnWhereThePreviewEnded_andSaysSo() throws Exception {
        // 1.5 s are two segments of a second, with strides of 0.75 s.
        JsonNode preview = json("--preview", "0.5");
        assertThat(preview.path("seconds").asDouble()).isEqualTo(0.75);
        assertThat(preview.path("segments").path("computed").asInt()).isEqualTo(1);
        JsonNode whole = json("--workers", "2");
        assertThat(whole.path("segments").path("reused").asInt()).isEqualTo(1);
        assertThat(whole.path("segments").path("computed").asInt()).isEqualTo(1);
        assertThat(whole.path("seconds").asDouble()).isEqualTo(1.5);
        assertThat(whole.path("stems").path(0).path("gain").asDouble()).isEqualTo(1);
        assertThat(whole.path("stems").path(0).path("clipped").asLong()).isZero();
        assertThat(whole.path("residualDb").asDouble()).isLessThan(-100);
        assertThat(folder.resolve("data/segments")).isDirectory();
    }

    @Test
    void residual_isAFurtherStem_andShiftsHaveTheirOwnSegments() throws Exception {
        JsonNode document = json("--residual", "--shifts", "2");
        assertThat(document.path("stems").findValuesAsText("type"))
                .containsExactly("drums", "bass", "other", "vocals", "residual");
        assertThat(document.path("segments").path("computed").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(folder.resolve("out/Größe/residual.flac")).exists();
    }

    @Test
    void absurdOptions_areWrongUsage() {
        for (List<String> wrong : List.of(
                List.of("--workers", "0"),
                List.of("--shifts", "21"),
                List.of("--preview", "-1"),
                List.of("--clip-mode", "soft"),
                List.of("--segments-budget", "0"),
                List.of("--residual", "--stems", "bass"),
                List.of("--residual", "--format", "mp3"))) {
            List<String> all = new ArrayList<>(List.of(path("Größe.wav"), "-m", model, "-o", "out"));
            all.addAll(wrong);
            CommandLineRun run = run(all.toArray(String[]::new));
            assertThat(run.exit()).as(wrong.toString()).isEqualTo(2);
            assertThat(run.err()).as(wrong.toString()).startsWith("alchemy: ").hasLineCount(2);
        }
    }

    private JsonNode json(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(path("Größe.wav"), "-m", model, "-o", "out", "--json"));
        all.addAll(List.of(options));
        CommandLineRun run = run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    private void writeSong(String name) throws IOException {
        SynthesizedWav.write(folder.resolve(name), RATE, 1, SynthesizedWav.sine(440, RATE, 1, 1.5));
    }

    private static List<String> filesBelow(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private CommandLineRun run(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("separate"), Stream.of(arguments)).toArray(String[]::new);
        return CommandLineRun.in(folder, Map.of(), all);
    }
}
