package io.soundforge.alchemy.launcher.demo;

import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.pcm.WavFormat;
import io.soundforge.alchemy.dsp.pcm.WavWriter;
import io.soundforge.alchemy.dsp.synthesis.DemoSong;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The song that the project makes itself, as a file to upload. */
final class SongFile {
    static final String NAME = "alchemy-demo.wav";

    private SongFile() {}

    static void write(Path file) throws IOException {
        WavWriter.write(new ArrayPcm(new DemoSong().mix(), DemoSong.SAMPLE_RATE), WavFormat.INT16, file);
    }

    /** {@code 112 BPM in A minor}. */
    static String truth() {
        return String.format(Locale.ROOT, "%.0f BPM in %s %s", DemoSong.BPM, DemoSong.TONIC, DemoSong.MODE);
    }
}
