package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.audio.analysis.FileAnalyzer;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our loudness of a file, in its own rate and channels, is what ffmpeg's {@code ebur128} filter measures. At low rates our
 * weighting is the analogue one bent towards half the rate, where noise has much of its energy; hence the tolerances.
 */
@Timeout(180)
class LoudnessAgainstFfmpegTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "44100, mono, 0.11",
        "48000, stereo, 0.11",
        "22050, stereo, 0.2",
        "96000, stereo, 0.11",
        "192000, mono, 0.11",
        "48000, 5.1, 0.11",
        "44100, 5.0, 0.11",
        "48000, 5.1(side), 0.11",
        "44100, 2.1, 0.11",
        "48000, 3.1, 0.11",
        "48000, quad, 0.11",
        "44100, quad(side), 0.11",
        "96000, 5.1, 0.11",
        "8000, mono, 0.4"
    })
    void noiseInSteps_measuresAlike(int rate, String layout, double tolerance) {
        Path file = folder.resolve("steps.wav");
        String steps = band(rate) + "volume='if(lt(t,6),0.05,if(lt(t,12),0.3,0.12))':eval=frame";
        String source = "anoisesrc=r=" + rate + ":d=18:c=pink:a=0.8:s=7";
        TestFfmpeg.run(
                "-f",
                "lavfi",
                "-i",
                source,
                "-af",
                "aformat=channel_layouts=" + layout + "," + steps,
                "-c:a",
                "pcm_f32le",
                "" + file);

        LoudnessEstimate ours = new FileAnalyzer(new PcmDecoder(TestFfmpeg.ffmpeg(), MediaLimits.ofMinutes(2)))
                .analyze(
                        file, new MediaProbe(TestFfmpeg.ffmpeg(), MediaLimits.ofMinutes(2)).probe(file), fraction -> {})
                .loudness();
        String theirs = ebur128(file);

        assertThat(ours.integratedLufs()).isCloseTo(number(theirs, "I: +(-?[0-9.]+) LUFS"), within(tolerance));
        assertThat(ours.loudnessRangeLu()).isCloseTo(number(theirs, "LRA: +(-?[0-9.]+) LU"), within(0.3));
        assertThat(ours.truePeakDbtp()).isCloseTo(number(theirs, "Peak: +(-?[0-9.]+) dBFS"), within(0.4));
    }

    /** The filter brings every rate to 48 kHz first and so does not hear what lies above 24 kHz. */
    private static String band(int rate) {
        return rate > 48_000 ? "lowpass=f=9000,lowpass=f=9000,lowpass=f=9000," : "";
    }

    private static String ebur128(Path file) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        ExternalProcess.Exit exit = TestFfmpeg.ffmpeg()
                .process(
                        List.of("-nostdin", "-i", "file:" + file, "-af", "ebur128=peak=true", "-f", "null", "-"),
                        PATIENCE,
                        PATIENCE)
                .run(ExternalProcess.OutputReader.DISCARD, lines::add);
        assertThat(exit.code()).as(exit.errors()).isZero();
        int summary = lines.lastIndexOf(lines.stream()
                .filter(line -> line.contains("Summary:"))
                .reduce((first, second) -> second)
                .orElseThrow());
        return String.join("\n", lines.subList(summary, lines.size()));
    }

    private static double number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
