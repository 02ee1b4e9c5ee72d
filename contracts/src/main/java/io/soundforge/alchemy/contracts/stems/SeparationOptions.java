package io.soundforge.alchemy.contracts.stems;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to separate and how to write it.
 *
 * @param model a model's name; null lets the worker take its default
 * @param stems the stems wanted; empty means all that the model has
 * @param twoStems the stem to split off from everything else, which becomes {@code no_<stem>}; null for all stems
 * @param bitDepth for wav and flac; mp3 has none
 * @param otherMethod how {@code no_<stem>} is made; without meaning unless {@code twoStems} is given
 * @param without the stems not wanted, of those the model has; what it does not have is left out anyway
 */
public record SeparationOptions(
        @Nullable String model,
        List<String> stems,
        @Nullable String twoStems,
        AudioFormat format,
        BitDepth bitDepth,
        OtherMethod otherMethod,
        List<String> without) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern STEM = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public SeparationOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(bitDepth, "bitDepth");
        stems = List.copyOf(stems);
        // Jobs stored by earlier releases do not say.
        otherMethod = otherMethod == null ? OtherMethod.MINUS : otherMethod;
        without = without == null ? List.of() : List.copyOf(without);
        if (model != null && !NAME.matcher(model).matches()) {
            throw new IllegalArgumentException(
                    "model must be a name of letters, digits, '.', '_' and '-'; got '" + model + "'");
        }
        stems.forEach(SeparationOptions::requireStemName);
        without.forEach(SeparationOptions::requireStemName);
        if (twoStems != null) {
            requireStemName(twoStems);
        }
        if (twoStems != null && !stems.isEmpty()) {
            throw new IllegalArgumentException("give either stems or twoStems, not both");
        }
        if (!without.isEmpty() && (twoStems != null || !stems.isEmpty())) {
            throw new IllegalArgumentException("without picks from all stems; give it without stems and twoStems");
        }
        if (format == AudioFormat.FLAC && bitDepth == BitDepth.F32) {
            throw new IllegalArgumentException("flac stores 16 or 24 bits; use wav for 32f");
        }
    }

    /** The same without leaving out any stem by name. */
    public SeparationOptions(
            @Nullable String model,
            List<String> stems,
            @Nullable String twoStems,
            AudioFormat format,
            BitDepth bitDepth,
            OtherMethod otherMethod) {
        this(model, stems, twoStems, format, bitDepth, otherMethod, List.of());
    }

    /** The same with the rest of a split in two as the mix minus the stem. */
    public SeparationOptions(
            @Nullable String model,
            List<String> stems,
            @Nullable String twoStems,
            AudioFormat format,
            BitDepth bitDepth) {
        this(model, stems, twoStems, format, bitDepth, OtherMethod.MINUS);
    }

    /** The same for all stems but these. */
    public SeparationOptions allBut(List<String> unwanted) {
        return new SeparationOptions(model, stems, twoStems, format, bitDepth, otherMethod, unwanted);
    }

    /** All stems of the default model as 24-bit FLAC. */
    public static SeparationOptions defaults() {
        return new SeparationOptions(null, List.of(), null, AudioFormat.FLAC, BitDepth.I24);
    }

    private static void requireStemName(String stem) {
        if (!STEM.matcher(stem).matches()) {
            throw new IllegalArgumentException(
                    "a stem's name is lower-case letters, digits and '_'; got '" + stem + "'");
        }
    }
}
