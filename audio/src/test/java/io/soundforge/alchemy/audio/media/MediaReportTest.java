package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaReportTest {
    @Test
    void accept_mp4WithVideo_findsTheFirstAudioStream() {
        MediaReport report = reportOf("""
                Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/x':
                  Metadata:
                    major_brand     : isom
                  Duration: 01:02:03.45, start: 0.000000, bitrate: 27 kb/s
                  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p, 64x64, 25 fps
                  Stream #0:1[0x2](eng): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, 5.1, fltp, 107 kb/s (default)
                  Stream #0:2: Audio: mp3, 44100 Hz, stereo, fltp, 128 kb/s
                """);

        assertThat(report.container()).isEqualTo("mov");
        assertThat(report.duration()).isEqualTo(3723.45);
        assertThat(report.durationIsGuess()).isFalse();
        assertThat(report.codec()).isEqualTo("aac");
        assertThat(report.sampleRate()).isEqualTo(48000);
        assertThat(report.channels()).isNull();
        assertThat(report.video()).isTrue();
    }

    @Test
    void accept_unknownDurationAndManyChannels_saysSo() {
        MediaReport report = reportOf("""
                [wav @ 0x14491e40] Estimating duration from bitrate, this may be inaccurate
                Input #0, wav, from 'file:/x':
                  Duration: N/A, bitrate: 23120395 kb/s
                  Stream #0:0: Audio: pcm_s16le ([1][0][0][0] / 0x0001), 44100 Hz, 65535 channels, 46241496 kb/s
                """);

        assertThat(report.duration()).isNull();
        assertThat(report.durationIsGuess()).isTrue();
        assertThat(report.channels()).isEqualTo(65535);
        assertThat(report.video()).isFalse();
    }

    @Test
    void accept_refusal_isNotOpened() {
        MediaReport report = reportOf("""
                [hls @ 0x35aece40] Format not on whitelist 'mp3,flac'
                file:/x: Invalid argument
                """);

        assertThat(report.opened()).isFalse();
        assertThat(report.codec()).isNull();
    }

    private static MediaReport reportOf(String text) {
        MediaReport report = new MediaReport();
        text.lines().forEach(report);
        return report;
    }
}
