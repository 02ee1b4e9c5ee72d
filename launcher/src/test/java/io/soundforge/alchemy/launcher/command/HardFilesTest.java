package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.media.SynthesizedWav;
import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code analyze --json} of files that have little or nothing to be found: true numbers, and a reason for each that is not there. */
class HardFilesTest {
    /** Refuses NaN and Infinity, as JSON has neither. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final List<String> FACTS = List.of(
            "bpm",
            "beatConfidence",
            "beats",
            "tempi",
            "rhythmRegularity",
            "onsets",
            "timeSignature",
            "downbeats",
            "key",
            "chords",
            "spectrum",
            "sections",
            "notes",
            "cues");
    private static final List<String> LEVELS =
            List.of("integratedLufs", "loudnessRangeLu", "truePeakDbtp", "maxMomentaryLufs", "maxShortTermLufs");

    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                file("silence", 44_100, 2, 4, List.of("bpm", "key", "spectrum", "notes"), studio -> {}),
                file("clicks", 44_100, 2, 10, List.of("key"), studio -> Grooves.on(studio, 100, 4)
                        .clicks()),
                file("babble", 44_100, 1, 8, List.of("bpm", "beats"), HardFilesTest::babble),
                file(
                        "a third of a second",
                        44_100,
                        2,
                        0.3,
                        List.of("bpm", "key", "sections"),
                        studio -> studio.note(0, 0.3, 57, 0.4)),
                file("mono", 44_100, 1, 9, List.of(), HardFilesTest::song),
                file("telephone", 8_000, 1, 9, List.of(), HardFilesTest::song),
                file("no beat", 22_050, 2, 16, List.of("bpm", "beats", "timeSignature"), studio -> {
                    for (int note : new int[] {45, 57, 60, 64}) {
                        studio.pad(0, 16, note, 0.2);
                    }
                }),
                file("a constant", 48_000, 2, 4, List.of("bpm", "key"), studio -> Arrays.fill(studio.mono(), 0.5f)),
                file(
                        "one sample",
                        44_100,
                        2,
                        1 / 44_100.0,
                        List.of("bpm", "key", "sections"),
                        studio -> studio.mono()[0] = 0.5f));
    }

    private static Arguments file(
            String name, int rate, int channels, double seconds, List<String> missing, Consumer<Studio> music) {
        return Arguments.of(name, new Studio(rate, seconds), channels, missing, music);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void document_hasOnlyTrueNumbersAndAReasonForWhatIsNotThere(
            String name, Studio studio, int channels, List<String> missing, Consumer<Studio> music) throws Exception {
        music.accept(studio);
        Path file = write(name, studio, channels);

        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "analyze", file.toString(), "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode document = JSON.readTree(run.out());
        assertThat(run.out()).doesNotContain("NaN", "Infinity");
        assertThat(document.path("duration").isNumber()).isTrue();
        List<String> unknown = new ArrayList<>();
        FACTS.stream().filter(fact -> isMissing(document.get(fact))).forEach(unknown::add);
        LEVELS.stream()
                .filter(level -> isMissing(document.path("loudness").get(level)))
                .forEach(unknown::add);
        assertThat(unknown).containsAll(missing);
        for (String fact : unknown) {
            assertThat(document.path("reasons").path(fact).asText()).as(fact).isNotBlank();
        }
        document.path("reasons").fieldNames().forEachRemaining(fact -> assertThat(unknown)
                .contains(fact));
    }

    @Test
    void samplesThatAreNoNumbers_areRefusedByNameAndPlace() throws Exception {
        float[] samples = SynthesizedWav.sine(440, 44_100, 1, 3);
        samples[44_100 * 2] = Float.NaN;
        Path file = SynthesizedWav.write(folder.resolve("broken.wav"), 44_100, 1, samples);

        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "analyze", file.toString(), "--json");

        assertThat(run.exit()).isEqualTo(1);
        JsonNode document = JSON.readTree(run.out());
        assertThat(document.path("error").path("message").asText()).contains("NaN", "2.000 s");
    }

    @Test
    void fileOfNothing_isRefused() throws Exception {
        Path file = Files.write(folder.resolve("empty.wav"), new byte[0]);

        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "analyze", file.toString(), "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(JSON.readTree(run.out()).path("error").path("code").asText()).isNotBlank();
    }

    private static boolean isMissing(JsonNode value) {
        return value == null || value.isNull() || (value.isArray() && value.isEmpty());
    }

    private Path write(String name, Studio studio, int channels) throws Exception {
        float[] mono = studio.mono();
        float[] samples = new float[mono.length * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = mono[i / channels];
        }
        return SynthesizedWav.write(folder.resolve(name + ".wav"), studio.sampleRate(), channels, samples);
    }

    private static void song(Studio studio) {
        Grooves.on(studio, 112, 4).kicks(0, 2).snares(1, 3).chords(Chords.inKey(2, true, 0, 5, 7, 0));
    }

    /** Syllables at uneven times: noise with a body between 100 and 200 Hz. */
    private static void babble(Studio studio) {
        Random random = new Random(4);
        double at = 0.1;
        while (at < studio.seconds() - 0.4) {
            studio.note(at, 0.08 + 0.15 * random.nextDouble(), 43 + 12 * random.nextDouble(), 0.2);
            studio.snare(at, 0.05 + 0.1 * random.nextDouble());
            at += 0.12 + 0.3 * random.nextDouble();
        }
    }
}
