package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.media.MediaInfo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an MP3 plays lies where it lay before it was encoded: the delays of encoder and decoder are taken out. */
@Timeout(120)
class Mp3PositionTest {
    private static final int RATE = 44_100;
    private static final int CLICK = 20_000;

    @TempDir
    Path folder;

    private int found;
    private float loudest;
    private int seen;

    @Test
    void click_isDecodedAtItsOwnSample() throws Exception {
        float[] samples = new float[RATE];
        samples[CLICK] = 0.9f;
        Path wav = SynthesizedWav.write(folder.resolve("click.wav"), RATE, 1, samples);
        Path mp3 = TestFfmpeg.encode(wav, folder.resolve("click.mp3"), "-b:a", "192k");
        MediaInfo info = new MediaProbe(TestFfmpeg.ffmpeg(), MediaLimits.ofMinutes(1)).probe(mp3);

        new PcmDecoder(TestFfmpeg.ffmpeg(), MediaLimits.ofMinutes(1))
                .decodeNative(mp3, info, this::look, fraction -> {});

        assertThat(found).isBetween(CLICK - 3, CLICK + 3);
        assertThat(seen).isEqualTo(RATE);
    }

    private void look(float[][] channels, int count) {
        for (int i = 0; i < count; i++) {
            if (Math.abs(channels[0][i]) > loudest) {
                loudest = Math.abs(channels[0][i]);
                found = seen + i;
            }
        }
        seen += count;
    }
}
