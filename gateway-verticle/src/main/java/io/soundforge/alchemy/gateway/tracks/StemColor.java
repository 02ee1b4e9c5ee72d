package io.soundforge.alchemy.gateway.tracks;

/** The colour in which pages paint a stem, the same as on our own page. */
final class StemColor {
    private StemColor() {}

    /**
     * The colour of a type.
     *
     * @param type {@code vocals}, {@code no_vocals}, …; unknown ones are painted as {@code other}
     * @return {@code #rrggbb}
     */
    static String of(String type) {
        return switch (type) {
            case "vocals" -> "#d64550";
            case "drums" -> "#cf7416";
            case "bass" -> "#2f6fd6";
            case "guitar" -> "#8d4fc7";
            case "piano" -> "#b8478f";
            default -> "#14876b";
        };
    }
}
