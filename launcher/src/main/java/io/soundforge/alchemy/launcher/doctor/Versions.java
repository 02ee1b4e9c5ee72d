package io.soundforge.alchemy.launcher.doctor;

/** Version numbers of servers. */
final class Versions {
    private Versions() {}

    /** The first number of a text such as {@code 18.6 (Debian)}; 0 if it begins otherwise. */
    static int major(String version) {
        String digits = version.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
}
