package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.TinyMdx;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.F32Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of other families than Demucs, from the name in a request to files. */
class FamilyModelsTest {
    private static final int FRAMES = 60_000;

    @TempDir
    Path temp;

    @BeforeEach
    void install() {
        TinyMdx.gain(temp.resolve("kim.onnx"), 3072, 24, 0.5f);
        TinyMdx.manifest(
                temp.resolve("kim.json"),
                "{\"family\": \"mdx\", \"file\": \"kim.onnx\", \"stem\": \"vocals\", \"nFft\": 7680, \"compensate\": 1.009}");
    }

    @Test
    void bothStemsOfAnMdxNet_areWritten_andSumToTheMix() throws IOException {
        SeparationResult result = separate(List.of(), null);
        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("vocals", "instrumental");
        assertThat(result.residualDb()).isLessThan(-120);
        assertThat(result.fingerprint()).contains("host-mdx-1,nfft-7680", "compensate-1.009");
    }

    @Test
    void stemsAreAskedForByName_andSplitOffFromTheMix() throws IOException {
        assertThat(separate(List.of("instrumental"), null).stems())
                .extracting(SeparatedStem::type)
                .containsExactly("instrumental");
        assertThat(separate(List.of(), "vocals").stems())
                .extracting(SeparatedStem::type)
                .containsExactly("vocals", "no_vocals");
    }

    private SeparationResult separate(List<String> stems, @Nullable String twoStems) throws IOException {
        Path canonical = temp.resolve("canonical.f32");
        try (F32Writer writer = new F32Writer(canonical, 2)) {
            writer.write(Signals.stereoNoise(1, 1.2, FRAMES), 0, FRAMES);
        }
        SeparationOptions options = new SeparationOptions("kim", stems, twoStems, AudioFormat.WAV, BitDepth.F32);
        try (ModelRegistry models = new ModelRegistry(temp, null, new SessionSettings(1))) {
            return new TrackSeparator(models, (f32, target, format, depth, gain, progress) -> copy(f32, target))
                    .separate(canonical, options, temp.resolve("out"), temp.resolve("segments"), Progress.NONE);
        }
    }

    private static void copy(Path f32, Path target) {
        try {
            Files.copy(f32, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
