package io.soundforge.alchemy.dsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hours of music are analysed while they stream by, in a heap that could not hold a hundredth of them. */
@Tag("slow")
class LongTrackTest {
    @TempDir
    Path folder;

    /** One hour by default, which is 1.3 GB of samples; {@code -Dalchemy.hours=8} for what the figures say of eight. */
    private static final int HOURS = Integer.getInteger("alchemy.hours", 1);

    private static final int HEAP_MEGABYTES = 128 + 48 * HOURS;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void hours_areAnalysedInASmallHeap() throws Exception {
        Path out = folder.resolve("out");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongTrack.class.getName(),
                        Integer.toString(HOURS))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            int exit = child.waitFor();

            String said = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(exit).as(said).isZero();
            assertThat(said).startsWith(3600.0 * HOURS + " s, 120.00 BPM, A minor");
        } finally {
            child.destroyForcibly();
        }
    }
}
