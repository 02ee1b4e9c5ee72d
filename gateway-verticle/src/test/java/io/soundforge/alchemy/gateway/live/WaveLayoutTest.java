package io.soundforge.alchemy.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class WaveLayoutTest {
    /** Eight hours of stereo: 10 GB. */
    private static final long LONG_FRAMES = 8L * 3600 * 44_100;

    @Test
    void header_isReadByAnotherReaderOfWaveFiles() throws Exception {
        WaveLayout layout = new WaveLayout(44_100, 2, 1000);
        byte[] samples = new byte[1000 * 8];

        AudioFileFormat read = AudioSystem.getAudioFileFormat(new BufferedInputStream(
                new SequenceInputStream(new ByteArrayInputStream(layout.header()), new ByteArrayInputStream(samples))));

        assertThat(read.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_FLOAT);
        assertThat(read.getFormat().getChannels()).isEqualTo(2);
        assertThat(read.getFormat().getSampleRate()).isEqualTo(44_100);
        assertThat(read.getFrameLength()).isEqualTo(1000);
    }

    @Test
    void sizes_areThoseOfTheWholeFileFromTheStart() {
        WaveLayout layout = new WaveLayout(44_100, 2, 1000);
        ByteBuffer header = header(layout);

        assertThat(layout.header()).hasSize(WaveLayout.HEADER_BYTES);
        assertThat(layout.fileBytes()).isEqualTo(WaveLayout.HEADER_BYTES + 8000L);
        assertThat(header.getInt(4)).isEqualTo((int) layout.fileBytes() - 8);
        assertThat(name(layout, WaveLayout.HEADER_BYTES - 8)).isEqualTo("data");
        assertThat(header.getInt(WaveLayout.HEADER_BYTES - 4)).isEqualTo(8000);
        assertThat(name(layout, 0)).isEqualTo("RIFF");
        assertThat(name(layout, 12)).isEqualTo("JUNK");
    }

    @Test
    void beyondFourGibibytes_sizesStandInDs64() {
        WaveLayout layout = new WaveLayout(44_100, 2, LONG_FRAMES);
        ByteBuffer header = header(layout);

        assertThat(layout.header()).hasSize(WaveLayout.HEADER_BYTES);
        assertThat(name(layout, 0)).isEqualTo("RF64");
        assertThat(header.getInt(4)).isEqualTo(-1);
        assertThat(name(layout, 12)).isEqualTo("ds64");
        assertThat(header.getLong(20)).isEqualTo(layout.fileBytes() - 8);
        assertThat(header.getLong(28)).isEqualTo(LONG_FRAMES * 8);
        assertThat(header.getLong(36)).isEqualTo(LONG_FRAMES);
        assertThat(header.getInt(WaveLayout.HEADER_BYTES - 4)).isEqualTo(-1);
    }

    @Test
    void largestRiff_isStillRiff_andOneFrameMoreIsNot() {
        long most = (0xFFFFFFFFL + 8 - WaveLayout.HEADER_BYTES) / 8;

        assertThat(new WaveLayout(44_100, 2, most).rf64()).isFalse();
        assertThat(new WaveLayout(44_100, 2, most + 1).rf64()).isTrue();
    }

    @Test
    void nonsense_isRefused() {
        assertThatThrownBy(() -> new WaveLayout(44_100, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WaveLayout(44_100, 2, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteBuffer header(WaveLayout layout) {
        return ByteBuffer.wrap(layout.header()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String name(WaveLayout layout, int at) {
        return new String(layout.header(), at, 4, StandardCharsets.US_ASCII);
    }
}
