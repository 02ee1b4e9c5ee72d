package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.media.SynthesizedWav;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeTest {
    private static final int RATE = 44_100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void silence_isReadAndHasNullsWithReasons() throws Exception {
        Path song = SynthesizedWav.write(folder.resolve("silence.wav"), RATE, 2, new float[2 * 2 * RATE]);

        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "analyze", song.toString(), "--json");

        JsonNode document = JSON.readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(document.path("duration").asDouble()).isEqualTo(2.0);
        assertThat(document.get("bpm").isNull()).isTrue();
        assertThat(document.get("key").isNull()).isTrue();
        assertThat(document.path("loudness").get("integratedLufs").isNull()).isTrue();
        assertThat(document.path("reasons").size()).isPositive();
    }

    @Test
    void out_receivesTheSameDocumentWithoutThePath() throws Exception {
        Path song = SynthesizedWav.write(folder.resolve("tone.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 3));

        CommandLineRun run =
                CommandLineRun.in(folder, Map.of(), "analyze", song.toString(), "--json", "--out", "facts");

        JsonNode written = JSON.readTree(Files.readString(folder.resolve("facts/tone.wav.json")));
        JsonNode printed = JSON.readTree(run.out());
        assertThat(written.path("loudness")).isEqualTo(printed.path("loudness"));
        assertThat(written.path("loudness").path("integratedLufs").asDouble()).isBetween(-12.0, -4.0);
        assertThat(written.has("file")).isFalse();
        assertThat(printed.has("file")).isTrue();
    }

    @Test
    void withoutJson_oneLinePerFile() throws Exception {
        Path song = SynthesizedWav.write(folder.resolve("tone.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 3));

        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "analyze", song.toString());

        assertThat(run.out()).hasLineCount(1).contains("tone.wav: 0:03", "LUFS");
    }

    @Test
    void export_writesTheFilesOfOtherPrograms() throws Exception {
        Path song = SynthesizedWav.write(folder.resolve("tone.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 3));

        CommandLineRun run = CommandLineRun.in(
                folder,
                Map.of(),
                "analyze",
                song.toString(),
                "--export",
                "rekordbox,midi,jams,csv,karaoke,waveform",
                "--out",
                "facts");

        assertThat(run.exit()).isZero();
        Path facts = folder.resolve("facts");
        assertThat(Files.readString(facts.resolve("tone.wav.rekordbox.xml"))).contains("file://localhost/", "tone.wav");
        assertThat(Files.readAllBytes(facts.resolve("tone.wav.mid"))).startsWith('M', 'T', 'h', 'd');
        assertThat(JSON.readTree(Files.readString(facts.resolve("tone.wav.jams")))
                        .has("annotations"))
                .isTrue();
        assertThat(Files.readString(facts.resolve("tone.wav.beats.csv"))).startsWith("time,beat,bar,position");
        JsonNode beats = JSON.readTree(Files.readString(facts.resolve("tone.wav.beat_analysis/analysis.json")));
        assertThat(beats.path("beat_count").asInt()).isZero();
        assertThat(beats.get("tempo_bpm").isNull()).isTrue();
        assertThat(beats.path("reasons").path("bpm").asText()).isNotBlank();
        assertThat(facts.resolve("tone.wav.beat_analysis/beats.json")).isRegularFile();
        JsonNode waveform = JSON.readTree(Files.readString(facts.resolve("tone.wav.waveform.json")));
        assertThat(waveform.path("length").asInt()).isEqualTo((3 * RATE + 255) / 256);
        assertThat(waveform.path("data").size())
                .isEqualTo(4 * waveform.path("length").asInt());
        assertThat(Files.size(facts.resolve("tone.wav.waveform.dat")))
                .isEqualTo(24 + 4L * waveform.path("length").asInt());
    }
}
