package io.soundforge.alchemy.launcher.doctor;

/**
 * What a check saw. Never holds a secret.
 *
 * @param check its name, such as {@code ffmpeg}
 * @param found a sentence
 * @param action an imperative that names a command or a key; empty when nothing is to be done
 */
public record Finding(String check, Status status, String found, String action) {
    static Finding ok(String check, String found) {
        return new Finding(check, Status.OK, found, "");
    }

    static Finding warning(String check, String found, String action) {
        return new Finding(check, Status.WARNING, found, action);
    }

    static Finding problem(String check, String found, String action) {
        return new Finding(check, Status.PROBLEM, found, action);
    }
}
