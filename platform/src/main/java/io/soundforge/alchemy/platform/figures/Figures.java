package io.soundforge.alchemy.platform.figures;

import java.util.function.DoubleSupplier;

/**
 * Where figures go: the seam between what is counted and who collects it. May be used from any thread; never blocks.
 * Labels are given in the order of {@link Figure#labels()}.
 */
public interface Figures {
    /** For whoever is run without being watched. */
    Figures NONE = new Figures() {
        @Override
        public void add(Figure figure, double amount, String... labels) {
            // Nobody counts.
        }

        @Override
        public void took(Figure figure, long nanos, String... labels) {
            // Nobody measures.
        }

        @Override
        public void gauge(Figure figure, DoubleSupplier value, String... labels) {
            // Nobody looks.
        }
    };

    /** Something has happened once. */
    default void count(Figure figure, String... labels) {
        add(figure, 1, labels);
    }

    /** @param amount not negative */
    void add(Figure figure, double amount, String... labels);

    void took(Figure figure, long nanos, String... labels);

    /** @param value asked whenever somebody looks; cheap, NaN for unknown; replaces what was given before */
    void gauge(Figure figure, DoubleSupplier value, String... labels);
}
