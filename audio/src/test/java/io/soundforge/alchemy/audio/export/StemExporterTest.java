package io.soundforge.alchemy.audio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.media.SynthesizedWav;
import io.soundforge.alchemy.audio.media.TestFfmpeg;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.studio.ExportManifest;
import io.soundforge.alchemy.contracts.studio.ExportManifest.Levels;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine with a real ffmpeg, on stems whose loudness is known. */
class StemExporterTest {
    private static final int RATE = 44_100;
    private static final int FRAMES = 3 * RATE + 17;
    private static final MediaLimits LIMITS = MediaLimits.ofMinutes(1);
    private static final MediaProbe PROBE = new MediaProbe(TestFfmpeg.ffmpeg(), LIMITS);
    private static final Map<String, String> TAGS = Map.of("title", "Süße; =#\\ Träume", "artist", "Ω", "album", "");

    @TempDir
    Path folder;

    private Path scratch = Path.of("");
    private Path zip = Path.of("");
    private final StemExporter exporter = new StemExporter(
            PROBE, new PcmDecoder(TestFfmpeg.ffmpeg(), LIMITS), new StemEncoder(TestFfmpeg.ffmpeg(), LIMITS));

    @BeforeEach
    void createFolders() throws IOException {
        scratch = Files.createDirectory(folder.resolve("scratch"));
        zip = folder.resolve("export.zip");
    }

    @ParameterizedTest
    @CsvSource({
        "WAV, 44100, I16, pcm_s16le",
        "WAV, 48000, I24, pcm_s24le",
        "WAV, 96000, F32, pcm_f32le",
        "FLAC, 44100, I24, flac",
        "FLAC, 96000, I16, flac",
        "MP3, 44100, I24, mp3",
        "MP3, 48000, I16, mp3",
    })
    void export_everyFormat_hasItsRateLengthAndLoudness(AudioFormat format, int rate, BitDepth depth, String codec)
            throws IOException {
        Path stem = stem("tone.wav", sine(0.02));

        ExportManifest manifest = export(options(format, rate, depth, true, false), stem);

        Path file = entry("vocals." + format.text());
        MediaInfo info = PROBE.probe(file);
        float[] samples = TestFfmpeg.samples(file);
        assertThat(info.codec()).isEqualTo(codec);
        assertThat(info.sampleRate()).isEqualTo(rate);
        // MP3 is made of whole frames, and players differ in how much of the last one they cut off.
        int length = (int) Math.ceil((double) FRAMES * rate / RATE);
        assertThat(samples.length / 2).isBetween(length, length + (format == AudioFormat.MP3 ? 1152 : 0));
        assertThat(levels(samples, rate).integratedLufs()).isCloseTo(-14, within(0.1));
        assertThat(manifest.files().get(0).levels().integratedLufs()).isCloseTo(-14, within(1e-9));
        assertThat(manifest.bitDepth()).isEqualTo(format == AudioFormat.MP3 ? null : depth);
    }

    @ParameterizedTest
    @CsvSource({"WAV, 16, I16", "WAV, 24, I24", "FLAC, 16, I16", "FLAC, 24, I24"})
    void export_integers_useTheWholeDepth(AudioFormat format, int bits, BitDepth depth) throws IOException {
        export(options(format, RATE, depth, false, false), stem("noise.wav", noise(1, 0.3)));

        float[] samples = TestFfmpeg.samples(entry("vocals." + format.text()));

        assertThat(finestStep(samples)).isEqualTo(bits);
    }

    @Test
    void export_sameRateAndFloat_isTheStemUntouched() throws IOException {
        float[][] noise = noise(1, 0.3);

        ExportManifest manifest =
                export(options(AudioFormat.WAV, RATE, BitDepth.F32, false, true), stem("n.wav", noise));

        assertThat(TestFfmpeg.samples(entry("vocals.wav"))).isEqualTo(interleaved(noise));
        assertThat(manifest.files().get(0).gainDb()).isZero();
        assertThat(manifest.keepBalance()).isFalse();
        assertThat(manifest.sum()).isNull();
    }

    @Test
    void export_peaksAboveTheCeiling_areKeptBelowIt() throws IOException {
        float[] clicks = Signals.clicks(0.5, 0.5, FRAMES, RATE);

        ExportManifest manifest =
                export(options(AudioFormat.WAV, 48_000, BitDepth.I24, true, false), stem("clicks.wav", both(clicks)));

        Levels decoded = levels(TestFfmpeg.samples(entry("vocals.wav")), 48_000);
        assertThat(decoded.truePeakDbtp()).isCloseTo(-1, within(0.01));
        assertThat(decoded.integratedLufs()).isLessThan(-15);
        assertThat(manifest.files().get(0).levels().integratedLufs())
                .isCloseTo(Objects.requireNonNull(decoded.integratedLufs()), within(0.05));
    }

    @Test
    void export_balanced_bringsTheSumToTheTargetWithOneGain() throws IOException {
        Path loud = stem("loud.wav", noise(1, 0.1));
        Path quiet = stem("quiet.wav", noise(2, 0.01));

        ExportManifest manifest = export(options(AudioFormat.WAV, RATE, BitDepth.F32, true, true), loud, quiet);

        float[] first = TestFfmpeg.samples(entry("vocals.wav"));
        float[] second = TestFfmpeg.samples(entry("drums.wav"));
        float[] sum = new float[first.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = first[i] + second[i];
        }
        assertThat(levels(sum, RATE).integratedLufs()).isCloseTo(-14, within(0.01));
        assertThat(manifest.files().get(0).gainDb())
                .isEqualTo(manifest.files().get(1).gainDb());
        assertThat(Objects.requireNonNull(manifest.sum()).integratedLufs()).isCloseTo(-14, within(1e-9));
    }

    @Test
    void export_silentAndAlmostSilentStems_areLeftAlone() throws IOException {
        Path silent = stem("silent.wav", new float[2][FRAMES]);
        Path leftover = stem("leftover.wav", sine(0.0005));

        ExportManifest manifest = export(options(AudioFormat.WAV, RATE, BitDepth.F32, true, false), silent, leftover);

        assertThat(manifest.files()).extracting(ExportManifest.File::gainDb).containsOnly(0.0);
        assertThat(manifest.files().get(0).levels()).isEqualTo(new Levels(null, null));
        assertThat(TestFfmpeg.samples(entry("drums.wav"))).isEqualTo(interleaved(sine(0.0005)));
    }

    @ParameterizedTest
    @CsvSource({"WAV, I16", "FLAC, I24", "MP3, I24"})
    void export_metadata_isWrittenWhenAskedFor(AudioFormat format, BitDepth depth) throws IOException {
        Path stem = stem("tone.wav", sine(0.1));
        ExportOptions tagged = new ExportOptions(List.of(), format, RATE, depth, true, false, false);

        export(tagged, stem);
        assertThat(PROBE.probe(entry("vocals." + format.text())).tags())
                .containsEntry("title", TAGS.get("title"))
                .containsEntry("artist", "Ω")
                .doesNotContainKeys("album", "encoder");

        export(options(format, RATE, depth, false, false), stem);
        assertThat(PROBE.probe(entry("vocals." + format.text())).tags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WAV, 48000", "FLAC, 96000", "MP3, 48000"})
    void export_twice_givesTheSameBytes(AudioFormat format, int rate) throws IOException {
        ExportOptions options = new ExportOptions(List.of(), format, rate, BitDepth.I16, true, true, true);
        Path stem = stem("tone.wav", sine(0.1));

        export(options, stem, stem);
        byte[] first = Files.readAllBytes(zip);
        export(options, stem, stem);

        assertThat(Files.readAllBytes(zip)).isEqualTo(first);
    }

    @Test
    void export_zip_holdsTheFilesAndTheManifest_andScratchIsEmpty() throws IOException {
        Path stem = stem("tone.wav", sine(0.1));

        export(options(AudioFormat.FLAC, RATE, BitDepth.I16, false, false), stem, stem, stem);

        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(archive.stream().map(ZipEntry::getName))
                    .containsExactly("vocals.flac", "drums.flac", "vocals-2.flac", "export.json");
            assertThat(new String(
                            archive.getInputStream(archive.getEntry("export.json"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8))
                    .contains("vocals-2.flac");
        }
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void export_progress_neverFallsAndEndsAtOne() throws IOException {
        List<Double> fractions = new ArrayList<>();
        ExportOptions options = options(AudioFormat.WAV, RATE, BitDepth.I16, true, false);
        Path stem = stem("tone.wav", sine(0.1));

        exporter.export(request(options, stem, stem), zip, StemExporterTest::json, fractions::add);

        assertThat(fractions).isSorted().allMatch(fraction -> fraction >= 0 && fraction <= 1);
        assertThat(fractions.get(fractions.size() - 1)).isEqualTo(1.0);
    }

    @Test
    void export_cancelled_stops() throws IOException {
        CancellationException cancelled = new CancellationException();
        ExportRequest request =
                request(options(AudioFormat.WAV, RATE, BitDepth.I16, true, false), stem("tone.wav", sine(0.1)));

        assertThatThrownBy(() -> exporter.export(request, zip, StemExporterTest::json, fraction -> {
                    throw cancelled;
                }))
                .isSameAs(cancelled);
    }

    private ExportManifest export(ExportOptions options, Path... stems) {
        return exporter.export(request(options, stems), zip, StemExporterTest::json, Progress.NONE);
    }

    /** The first and third are called vocals, the second drums. */
    private ExportRequest request(ExportOptions options, Path... stems) {
        List<ExportRequest.Source> sources = new ArrayList<>();
        for (Path stem : stems) {
            sources.add(new ExportRequest.Source(sources.size() == 1 ? "drums" : "vocals", stem));
        }
        return new ExportRequest(sources, options, TAGS, scratch);
    }

    private static byte[] json(ExportManifest manifest) {
        return manifest.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ExportOptions options(
            AudioFormat format, int rate, BitDepth depth, boolean normalize, boolean balance) {
        return new ExportOptions(List.of(), format, rate, depth, false, normalize, balance);
    }

    private Path entry(String name) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            byte[] bytes = archive.getInputStream(Objects.requireNonNull(archive.getEntry(name)))
                    .readAllBytes();
            return Files.write(folder.resolve("out-" + name), bytes);
        }
    }

    private Path stem(String name, float[][] planar) throws IOException {
        return SynthesizedWav.write(folder.resolve(name), RATE, 2, interleaved(planar));
    }

    private static float[][] sine(double amplitude) {
        return both(Signals.sine(1000, amplitude, FRAMES, RATE));
    }

    private static float[][] noise(long seed, double amplitude) {
        return Signals.stereoNoise(seed, amplitude, FRAMES);
    }

    private static float[][] both(float[] channel) {
        return new float[][] {channel, channel};
    }

    private static float[] interleaved(float[][] planar) {
        float[] samples = new float[2 * planar[0].length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = planar[i % 2][i / 2];
        }
        return samples;
    }

    private static Levels levels(float[] interleaved, int rate) throws IOException {
        float[][] planar = new float[2][interleaved.length / 2];
        for (int i = 0; i < interleaved.length; i++) {
            planar[i % 2][i / 2] = interleaved[i];
        }
        return LevelMeter.measure(List.of(new ArrayPcm(planar, rate)));
    }

    /** The number of bits that every sample is a multiple of, and one at least of no coarser step. */
    private static int finestStep(float[] samples) {
        for (int bits = 1; bits < 32; bits++) {
            double steps = Math.scalb(1.0, bits - 1);
            boolean whole = true;
            for (float sample : samples) {
                whole &= sample * steps == Math.rint(sample * steps);
            }
            if (whole) {
                return bits;
            }
        }
        return 32;
    }
}
