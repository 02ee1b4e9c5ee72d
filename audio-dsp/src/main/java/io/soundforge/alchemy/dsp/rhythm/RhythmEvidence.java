package io.soundforge.alchemy.dsp.rhythm;

import java.util.ArrayList;
import java.util.List;

/**
 * What the scores of a rhythm are computed from, laid open so that their weights can be fitted on music whose rhythm is
 * known. The order of the numbers is that of the weights files beside this class.
 */
public final class RhythmEvidence {
    private final Cues cues;
    private final List<Pulse> pulses;
    private final Attacks attacks;
    private final Activity activity;
    private final BeatHarmony harmony;

    RhythmEvidence(Cues cues, List<Pulse> pulses, Attacks attacks, Activity activity, BeatHarmony harmony) {
        this.cues = cues;
        this.pulses = pulses;
        this.attacks = attacks;
        this.activity = activity;
        this.harmony = harmony;
    }

    /**
     * A pulse that may be the beat.
     *
     * @param beats seconds, ascending, where it would be placed
     * @param features for {@code pulse.weights}
     * @param penalty what is taken off its score whatever the weights
     */
    public record PulseEvidence(double[] beats, double[] features, double penalty) {}

    /**
     * Bars that may be those of some beats.
     *
     * @param size beats in a bar
     * @param phase index of the first beat that begins one
     * @param features for {@code meter.weights}
     */
    public record BarEvidence(int size, int phase, double[] features) {}

    /** All pulses that were considered. */
    public List<PulseEvidence> pulses() {
        List<PulseEvidence> evidence = new ArrayList<>();
        for (Pulse pulse : pulses) {
            double[] beats = BeatPlacement.of(pulse.frames(), cues.flux(), attacks, activity.from(), activity.to())
                    .times();
            evidence.add(new PulseEvidence(beats, PulseFeatures.of(cues, pulse), Absurdity.of(cues, pulse)));
        }
        return evidence;
    }

    /** The features for {@code division.weights} of some beats, in seconds. */
    public double[] division(double[] beats) {
        return Division.features(cues, Pulse.ofSeconds(beats));
    }

    /**
     * All bars that some beats may form.
     *
     * @param beats seconds, ascending
     * @param compound whether they divide into three
     */
    public List<BarEvidence> bars(double[] beats, boolean compound) {
        MeterFeatures features = MeterFeatures.of(cues, Pulse.ofSeconds(beats), harmony, compound ? 1 : 0);
        List<BarEvidence> bars = new ArrayList<>();
        for (int size : MeterFeatures.SIZES) {
            for (int phase = 0; phase < size; phase++) {
                bars.add(new BarEvidence(size, phase, features.of(size, phase)));
            }
        }
        return bars;
    }
}
