package io.soundforge.alchemy.bench.stems.songs;

import java.util.Random;

/** Drums out of falling sines, modes of a membrane and filtered noise. */
final class Drummer {
    private static final int RATE = Song.SAMPLE_RATE;

    /** Ratios of the modes of a circular membrane (Rossing, <i>Science of Percussion Instruments</i>). */
    private static final double[] MODES = {1, 1.59, 2.14, 2.3, 2.65, 2.92};

    private final Style style;
    private final Track track;
    private final Random random;
    private final double beatSeconds;
    private final double size;

    Drummer(Style style, Track track) {
        this.style = style;
        this.track = track;
        this.random = new Random(style.seed() + 100);
        this.beatSeconds = 60 / style.bpm();
        this.size = .9 + .25 * random.nextDouble();
    }

    void play(Harmony harmony) {
        for (int bar = 0; bar < harmony.bars; bar++) {
            boolean fill = bar % 4 == 3;
            switch (style.groove()) {
                case BACKBEAT -> backbeat(bar * 4, fill);
                case FOUR_ON_THE_FLOOR -> fourOnTheFloor(bar * 4, fill);
                case SWING -> swing(bar * 4);
                case HALF_TIME -> halfTime(bar * 4, fill);
                case SYNCOPATED -> syncopated(bar * 4, fill);
                case DOUBLE_KICK -> doubleKick(bar * 4, fill);
                case ONE_DROP -> oneDrop(bar * 4, fill);
            }
            if (bar % 4 == 0 && style.kit() != Style.Kit.TRAP) {
                cymbal(bar * 4, .5, .8 * (bar % 8 == 0 ? -1 : 1));
            }
        }
    }

    private void backbeat(double bar, boolean fill) {
        kick(bar, 1);
        kick(bar + 2, 1);
        kick(bar + 2.5, .8);
        kick(bar + (random.nextBoolean() ? 1.5 : 3.5), .7);
        snare(bar + 1, 1);
        snare(bar + 3, 1);
        hats(bar, .5, false);
        if (fill) {
            toms(bar + 3);
        }
    }

    private void fourOnTheFloor(double bar, boolean fill) {
        for (int beat = 0; beat < 4; beat++) {
            kick(bar + beat, 1);
            hat(bar + beat + .5, .9, .15);
        }
        snare(bar + 1, .8);
        snare(bar + 3, .8);
        hats(bar, .25, false);
        if (fill) {
            snare(bar + 3.75, .6);
        }
    }

    private void swing(double bar) {
        for (int beat = 0; beat < 4; beat++) {
            ride(bar + beat, .8);
            if (beat % 2 == 1) {
                ride(bar + beat + .66, .5);
                hat(bar + beat, .6, .03);
            }
            if (random.nextInt(3) == 0) {
                snare(bar + beat + .66, .3 + .4 * random.nextDouble());
            }
            if (random.nextInt(2) == 0) {
                kick(bar + beat, .5);
            }
        }
    }

    private void halfTime(double bar, boolean fill) {
        kick(bar, 1);
        kick(bar + (random.nextBoolean() ? .75 : 1.5), .9);
        kick(bar + 2.75, .8);
        snare(bar + 2, 1);
        hats(bar, style.kit() == Style.Kit.TRAP ? .25 : .5, style.kit() == Style.Kit.TRAP);
        if (fill) {
            snare(bar + 3.5, .7);
        }
    }

    private void syncopated(double bar, boolean fill) {
        kick(bar, 1);
        kick(bar + .75, .7);
        kick(bar + 2.5, .9);
        snare(bar + 1, 1);
        snare(bar + 3, 1);
        snare(bar + 1.75, .25);
        snare(bar + 2.25, .25);
        hats(bar, .25, false);
        if (fill) {
            toms(bar + 3);
        }
    }

    private void doubleKick(double bar, boolean fill) {
        for (int i = 0; i < 16; i++) {
            if (i % 8 < 6) {
                kick(bar + i / 4.0, .8);
            }
        }
        snare(bar + 1, 1);
        snare(bar + 3, 1);
        for (int i = 0; i < 4; i++) {
            cymbal(bar + i, .35, .5);
        }
        if (fill) {
            toms(bar + 3);
        }
    }

    private void oneDrop(double bar, boolean fill) {
        kick(bar + 2, 1);
        rim(bar + 2, 1);
        hats(bar, .5, false);
        if (fill) {
            toms(bar + 3.5);
        }
    }

    private void hats(double bar, double step, boolean rolls) {
        for (double beat = 0; beat < 4; beat += step) {
            double accent = beat == Math.rint(beat) ? 1 : .55;
            hat(bar + beat, accent * (.85 + .3 * random.nextDouble()), .03);
            if (rolls && random.nextInt(6) == 0) {
                hat(bar + beat + step / 2, .6, .02);
            }
        }
    }

    private void kick(double beat, double velocity) {
        double decay =
                switch (style.kit()) {
                    case TRAP -> .22;
                    case ELECTRONIC -> .14;
                    case ROCK -> .1;
                    case GATED -> .12;
                    case TIGHT -> .07;
                    case JAZZ -> .12;
                };
        double low = (style.kit() == Style.Kit.JAZZ ? 62 : 48) * size;
        double sweep = style.kit() == Style.Kit.ELECTRONIC ? 200 : 90;
        float[] sound = new float[(int) (RATE * decay * 5)];
        double phase = 0;
        Filter click = new Filter().bandPass(3200, 2500);
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            phase += 2 * Math.PI * (low + sweep * Math.exp(-t / .02)) / RATE;
            double beater = click.next(random.nextGaussian()) * Math.exp(-t / .006) * .5;
            double skin = Math.sin(1.6 * phase) * Math.exp(-t / (decay / 3)) * .25;
            sound[i] = (float) (Math.sin(phase) * Math.exp(-t / decay) + skin + beater);
        }
        hit(sound, beat, velocity * .8, 0, .1);
    }

    private void snare(double beat, double velocity) {
        double decay = style.kit() == Style.Kit.GATED ? .25 : style.kit() == Style.Kit.TRAP ? .09 : .1 * size;
        double pitch = 185 / size;
        double tone = style.kit() == Style.Kit.TRAP ? .15 : .45;
        float[] sound = new float[(int) (RATE * decay * (style.kit() == Style.Kit.GATED ? 1.2 : 5))];
        Filter wires = new Filter().bandPass(style.kit() == Style.Kit.TRAP ? 2200 : 3800, 4500);
        Filter body = new Filter().highPass(500);
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            double skin = 0;
            for (int m = 0; m < MODES.length; m++) {
                skin += Math.sin(2 * Math.PI * pitch * MODES[m] * t) * Math.exp(-t * (1 + m) / .06) / (1 + m);
            }
            double noise = body.next(wires.next(random.nextGaussian()) * 1.2 + .15 * random.nextGaussian());
            sound[i] = (float) (tone * skin + noise * Math.exp(-t / decay) * .6);
        }
        hit(sound, beat, velocity * .7, .03, style.kit() == Style.Kit.GATED ? .9 : .45);
    }

    private void rim(double beat, double velocity) {
        float[] sound = new float[RATE / 10];
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            sound[i] = (float)
                    ((Math.sin(2 * Math.PI * 1700 * t) + .5 * Math.sin(2 * Math.PI * 620 * t)) * Math.exp(-t / .018));
        }
        hit(sound, beat, velocity * .5, .1, .4);
    }

    private void toms(double beat) {
        for (int i = 0; i < 4; i++) {
            double pitch = (150 - 22 * i) / size;
            float[] sound = new float[RATE * 2 / 5];
            for (int n = 0; n < sound.length; n++) {
                double t = (double) n / RATE;
                double glide = 1 + .15 * Math.exp(-t / .05);
                for (int m = 0; m < 3; m++) {
                    sound[n] += (float) (Math.sin(2 * Math.PI * pitch * MODES[m] * glide * t)
                            * Math.exp(-t * (1 + m) / .12)
                            / (1 + m));
                }
                sound[n] += (float) (random.nextGaussian() * .2 * Math.exp(-t / .01));
            }
            hit(sound, beat + i / 4.0, .55, -.5 + i / 3.0, .4);
        }
    }

    private void hat(double beat, double velocity, double decay) {
        hit(metal(style.kit() == Style.Kit.ELECTRONIC ? 8000 : 6500, decay * size, .35), beat, velocity * .22, .35, .1);
    }

    private void ride(double beat, double velocity) {
        hit(metal(4500, .35, .6), beat, velocity * .13, -.4, .2);
        hit(metal(5500, .01, .2), beat, velocity * .15, -.4, .2);
    }

    private void cymbal(double beat, double velocity, double pan) {
        hit(metal(3200, .6, .5), beat, velocity * .35, pan, .3);
    }

    /** High noise and inharmonic square-like partials. */
    private float[] metal(double lowest, double decay, double tonal) {
        float[] sound = new float[(int) (RATE * Math.min(2, decay * 6))];
        Filter first = new Filter().highPass(lowest);
        Filter second = new Filter().highPass(lowest);
        double[] partials = new double[8];
        for (int p = 0; p < partials.length; p++) {
            partials[p] = lowest * (1 + 1.5 * random.nextDouble());
        }
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            double ring = 0;
            for (double partial : partials) {
                ring += Math.sin(2 * Math.PI * partial * t);
            }
            double noise = second.next(first.next(random.nextGaussian()));
            sound[i] = (float) ((noise + tonal * ring / 4) * Math.exp(-t / decay));
        }
        return sound;
    }

    /** A human plays a few milliseconds early or late. */
    private void hit(float[] sound, double beat, double gain, double pan, double wet) {
        int fade = Math.min(sound.length, RATE / 200);
        for (int i = 0; i < fade; i++) {
            sound[sound.length - 1 - i] *= (float) i / fade;
        }
        double loose = style.kit() == Style.Kit.ELECTRONIC || style.kit() == Style.Kit.TRAP ? 0 : .004;
        double seconds = beat * beatSeconds + loose * random.nextGaussian();
        track.add(sound, seconds, gain * (.92 + .16 * random.nextDouble()), pan, wet * style.wet() * 2);
    }
}
