package io.soundforge.alchemy.bench.chaos;

/** One way to make trouble, on an arena with empty tables and without workers. */
public interface Scenario {
    /** One word, for {@code --scenario}. */
    String name();

    void play(Arena arena, Sizes sizes, Report report) throws Exception;
}
