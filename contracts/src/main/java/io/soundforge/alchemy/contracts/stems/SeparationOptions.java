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
 * @param shifts how many passes, each cut at other places, the stems are the mean of; 0 (one pass, not shifted) to 20.
 *     The places come from a fixed seed: equal options give equal bytes
 * @param previewSeconds only as much of the beginning as it takes to reach this far: the stems end with a segment, up to
 *     one later than asked for. The same segments serve the whole track later. Null for the whole track
 * @param residual a further stem {@code residual}: what all stems leave of the mix. In wav and flac of 16 or 24 bits
 *     the integers of all files sum exactly to those of the mix
 * @param clipMode what is done about samples beyond full scale; nothing but cutting off with a residual
 */
public record SeparationOptions(
        @Nullable String model,
        List<String> stems,
        @Nullable String twoStems,
        AudioFormat format,
        BitDepth bitDepth,
        OtherMethod otherMethod,
        List<String> without,
        int shifts,
        @Nullable Double previewSeconds,
        boolean residual,
        ClipMode clipMode) {
    private static final int MOST_SHIFTS = 20;
    /** Eleven days and a half; longer than anything that is decoded. */
    private static final double MOST_SECONDS = 1e6;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern STEM = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public SeparationOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(bitDepth, "bitDepth");
        stems = List.copyOf(stems);
        // Jobs stored by earlier releases do not say.
        otherMethod = otherMethod == null ? OtherMethod.MINUS : otherMethod;
        without = without == null ? List.of() : List.copyOf(without);
        clipMode = clipMode == null ? ClipMode.COMMON : clipMode;
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
        if (shifts < 0 || shifts > MOST_SHIFTS) {
            throw new IllegalArgumentException("shifts must be 0 to " + MOST_SHIFTS + "; got " + shifts);
        }
        if (previewSeconds != null && !(previewSeconds > 0 && previewSeconds <= MOST_SECONDS)) {
            throw new IllegalArgumentException(
                    "previewSeconds must be above 0 and at most " + (long) MOST_SECONDS + "; got " + previewSeconds);
        }
        if (residual) {
            requireAllStemsAsTheyAre(stems.isEmpty() && without.isEmpty() && twoStems == null, format, clipMode);
        }
    }

    private static void requireAllStemsAsTheyAre(boolean all, AudioFormat format, ClipMode clipMode) {
        if (!all) {
            throw new IllegalArgumentException("residual needs all stems; give it without stems, twoStems and without");
        }
        if (format == AudioFormat.MP3) {
            throw new IllegalArgumentException("residual needs a lossless format, wav or flac; got mp3");
        }
        if (clipMode != ClipMode.COMMON && clipMode != ClipMode.NONE) {
            throw new IllegalArgumentException(
                    "residual needs stems as they are, clipMode none; got '" + clipMode.text() + "'");
        }
    }

    /** The same in one pass over the whole track, without residual, with the usual way against clipping. */
    public SeparationOptions(
            @Nullable String model,
            List<String> stems,
            @Nullable String twoStems,
            AudioFormat format,
            BitDepth bitDepth,
            OtherMethod otherMethod,
            List<String> without) {
        this(model, stems, twoStems, format, bitDepth, otherMethod, without, 0, null, false, ClipMode.COMMON);
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
        return new SeparationOptions(
                model,
                stems,
                twoStems,
                format,
                bitDepth,
                otherMethod,
                unwanted,
                shifts,
                previewSeconds,
                residual,
                clipMode);
    }

    /** The same as the mean of so many shifted passes. */
    public SeparationOptions withShifts(int passes) {
        return new SeparationOptions(
                model,
                stems,
                twoStems,
                format,
                bitDepth,
                otherMethod,
                without,
                passes,
                previewSeconds,
                residual,
                clipMode);
    }

    /** The same for the beginning of the track; null for all of it. */
    public SeparationOptions withPreview(@Nullable Double seconds) {
        return new SeparationOptions(
                model, stems, twoStems, format, bitDepth, otherMethod, without, shifts, seconds, residual, clipMode);
    }

    /** The same with or without what the stems leave of the mix. */
    public SeparationOptions withResidual(boolean wanted) {
        return new SeparationOptions(
                model,
                stems,
                twoStems,
                format,
                bitDepth,
                otherMethod,
                without,
                shifts,
                previewSeconds,
                wanted,
                clipMode);
    }

    /** The same with another way against clipping. */
    public SeparationOptions withClipMode(ClipMode mode) {
        return new SeparationOptions(
                model, stems, twoStems, format, bitDepth, otherMethod, without, shifts, previewSeconds, residual, mode);
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
