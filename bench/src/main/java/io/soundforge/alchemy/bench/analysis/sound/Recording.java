package io.soundforge.alchemy.bench.analysis.sound;

import io.soundforge.alchemy.bench.analysis.Piece;
import io.soundforge.alchemy.bench.analysis.music.Composition;
import io.soundforge.alchemy.bench.analysis.music.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Lets a composition sound: kit, balance, room and mastering are drawn from its seed. */
public final class Recording {
    /** Hz. */
    public static final int RATE = 44_100;

    private Recording() {}

    /** Records a piece; the same composition gives the same samples. */
    public static Piece of(Composition composition) {
        Random random =
                new Random(composition.seed() * 31 + composition.truth().name().hashCode());
        random.nextDouble();
        double a4 = 440 * Math.pow(2, composition.truth().tuningCents() / 1200);
        ToneMaker tones = new ToneMaker(RATE, a4, random);
        DrumMaker drums = new DrumMaker(RATE, random);
        float[] mix = new float[(int) (composition.seconds() * RATE)];
        double drumLevel = decibels(-5, 3, random);
        Map<String, Double> balance = new HashMap<>();
        for (Event event : composition.events()) {
            double level = balance.computeIfAbsent(event.instrument(), name -> decibels(-5, 3, random));
            if (event.pitch() == 0) {
                drums.play(mix, event.seconds(), event.instrument(), event.velocity() * level * drumLevel);
            } else {
                double velocity = Math.min(1, event.velocity());
                play(tones, mix, event, velocity * level * 0.5);
            }
        }
        if (random.nextInt(4) > 0) {
            Room.add(mix, RATE, 0.1 + 0.4 * random.nextDouble(), 0.3 + 1.7 * random.nextDouble());
        }
        Mastering.apply(mix, RATE, random);
        return new Piece(composition.truth(), mix, RATE);
    }

    private static void play(ToneMaker tones, float[] mix, Event event, double velocity) {
        tones.play(mix, event.seconds(), event.length(), event.instrument(), event.pitch(), velocity);
    }

    private static double decibels(double from, double to, Random random) {
        return Math.pow(10, (from + (to - from) * random.nextDouble()) / 20);
    }
}
