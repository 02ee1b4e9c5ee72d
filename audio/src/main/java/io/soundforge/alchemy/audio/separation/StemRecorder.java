package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.separation.StemSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the wanted stems to {@code <type>.f32} as they become final, in any order, measures them on the way, and tells
 * listeners.
 */
final class StemRecorder implements StemSink, AutoCloseable {
    private static final int CHANNELS = CanonicalAudio.CHANNELS;

    private final PcmSource mix;
    private final List<StemSelection> selections;
    private final StemLevels levels;
    private final long frames;
    private final @Nullable LiveFolder live;
    private final ReadyRanges ready = new ReadyRanges();
    private final List<StemFile> files = new ArrayList<>();
    private float[][] mixRegion = new float[CHANNELS][0];
    private float[][] made = new float[CHANNELS][0];

    /**
     * Creates one file for each selection.
     *
     * @param frames of every stem in the end
     * @param live told of every region; null for nobody
     */
    StemRecorder(
            PcmSource mix,
            List<StemSelection> selections,
            StemLevels levels,
            long frames,
            Path folder,
            @Nullable LiveFolder live)
            throws IOException {
        this.mix = mix;
        this.selections = selections;
        this.levels = levels;
        this.frames = frames;
        this.live = live;
        try {
            tell(false);
            for (StemSelection selection : selections) {
                files.add(new StemFile(file(folder, selection)));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Where a stem's samples go. */
    static Path file(Path folder, StemSelection selection) {
        return folder.resolve(selection.type() + ".f32");
    }

    @Override
    public void accept(long start, float[][][] stems, int count) throws IOException {
        readMix(start, count);
        levels.measureResidual(start, mixRegion, stems, count);
        for (int i = 0; i < selections.size(); i++) {
            float[][] samples = contentOf(selections.get(i), stems, count);
            levels.measure(i, samples, count);
            files.get(i).write(start, samples, count);
        }
        ready.add(start, start + count);
        tell(false);
    }

    /** Says that all is there. */
    void finish() throws IOException {
        tell(true);
    }

    private void tell(boolean finished) throws IOException {
        if (live != null) {
            List<String> types = selections.stream().map(StemSelection::type).toList();
            live.publish(new LiveStems(CanonicalAudio.SAMPLE_RATE, CHANNELS, frames, types, ready.list(), finished));
        }
    }

    private float[][] contentOf(StemSelection selection, float[][][] stems, int count) {
        return switch (selection.content()) {
            case STEM -> stems[selection.row()];
            case MIX_WITHOUT_STEM -> mixWithout(stems[selection.row()], count);
            case SUM_OF_OTHERS -> sumWithout(selection.row(), stems, count);
            case MIX_WITHOUT_ALL -> mixWithoutAll(stems, count);
        };
    }

    private void readMix(long start, int count) throws IOException {
        if (mixRegion[0].length < count) {
            mixRegion = new float[CHANNELS][count];
            made = new float[CHANNELS][count];
        }
        mix.read(start, mixRegion, 0, count);
    }

    private float[][] mixWithout(float[][] stem, int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                made[channel][i] = mixRegion[channel][i] - stem[channel][i];
            }
        }
        return made;
    }

    /** Summed in the model's order and rounded once: the same bytes everywhere. */
    private float[][] sumWithout(int row, float[][][] stems, int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (int other = 0; other < stems.length; other++) {
                    sum += other == row ? 0 : stems[other][channel][i];
                }
                made[channel][i] = (float) sum;
            }
        }
        return made;
    }

    private float[][] mixWithoutAll(float[][][] stems, int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                double rest = mixRegion[channel][i];
                for (float[][] stem : stems) {
                    rest -= stem[channel][i];
                }
                made[channel][i] = (float) rest;
            }
        }
        return made;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (StemFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
