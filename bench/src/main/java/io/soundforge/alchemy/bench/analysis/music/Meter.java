package io.soundforge.alchemy.bench.analysis.music;

/**
 * How beats form bars.
 *
 * @param name as written, such as 6/8
 * @param beats beats in a bar: two in 6/8
 * @param division parts of a beat: three in compound meters, otherwise two
 */
record Meter(String name, int beats, int division) {
    static Meter of(String name) {
        String[] parts = name.split("/", -1);
        int upper = Integer.parseInt(parts[0]);
        boolean compound = parts[1].equals("8") && upper % 3 == 0;
        return compound ? new Meter(name, upper / 3, 3) : new Meter(name, upper, 2);
    }
}
