package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The separation options of an old client. Stems are MP3 unless it asks for another format, because such clients expect
 * files called {@code vocals.mp3}.
 *
 * @param sent as it came
 * @param autoProcess whether later downloads are to be separated too; null when it does not say
 * @param warnings what had no effect
 */
record SentOptions(
        JsonObject sent,
        SeparationOptions options,
        @Nullable Boolean autoProcess,
        List<String> warnings) {
    /** The flags by the stem that they are about, in the order in which the original lists them. */
    static final Map<String, String> FLAGS = flags();

    private static final List<String> ALWAYS_THERE = List.of("vocals", "bass", "drums", "other");
    private static final SeparationOptions PLAIN =
            new SeparationOptions(null, List.of(), null, AudioFormat.MP3, BitDepth.I24);

    /** What a client gets that sends no options. */
    static SentOptions none() {
        return new SentOptions(new JsonObject(), PLAIN, null, List.of());
    }

    /** Reads the options; unknown fields are kept and mean nothing. Fails with INVALID_REQUEST naming the field. */
    static SentOptions read(@Nullable SentJson sent) {
        if (sent == null) {
            return none();
        }
        try {
            String twoStems = twoStems(sent);
            List<String> unwanted = unwanted(sent);
            boolean flagsIgnored = twoStems != null && !unwanted.isEmpty();
            return new SentOptions(
                    sent.json(),
                    options(sent, twoStems, flagsIgnored ? List.of() : unwanted),
                    sent.flag("autoProcess"),
                    flagsIgnored
                            ? List.of("extract flags are ignored: twoStems decides which stems there are")
                            : List.of());
        } catch (IllegalArgumentException e) {
            throw SentJson.invalid("options: " + e.getMessage());
        }
    }

    private static SeparationOptions options(SentJson sent, @Nullable String twoStems, List<String> unwanted) {
        String format = sent.text("format");
        AudioFormat audioFormat = format == null ? AudioFormat.MP3 : AudioFormat.ofText(format);
        Object depth = sent.json().getValue("bitDepth");
        BitDepth bitDepth = depth == null ? BitDepth.I24 : BitDepth.ofText(depth.toString());
        List<String> named = sent.texts("stems");
        List<String> stems =
                named.stream().filter(stem -> !unwanted.contains(stem)).toList();
        if (named.isEmpty() ? unwanted.containsAll(ALWAYS_THERE) && noneAskedFor(sent) : stems.isEmpty()) {
            throw SentJson.invalid("at least one stem must be extracted; got none");
        }
        String method = sent.text("otherMethod");
        OtherMethod otherMethod = method == null ? OtherMethod.MINUS : OtherMethod.ofText(method);
        SeparationOptions chosen =
                new SeparationOptions(sent.text("model"), stems, twoStems, audioFormat, bitDepth, otherMethod);
        return named.isEmpty() && !unwanted.isEmpty() ? chosen.allBut(unwanted) : chosen;
    }

    /** {@code true} means what the original's only split meant. */
    private static @Nullable String twoStems(SentJson sent) {
        Object value = sent.json().getValue("twoStems");
        if (value == null || Boolean.FALSE.equals(value)) {
            return null;
        }
        if (Boolean.TRUE.equals(value)) {
            return "vocals";
        }
        if (value instanceof String stem) {
            return stem;
        }
        throw SentJson.invalid("twoStems must be true, false or the name of a stem; got " + SentJson.shown(value));
    }

    private static List<String> unwanted(SentJson sent) {
        return FLAGS.entrySet().stream()
                .filter(flag -> Boolean.FALSE.equals(sent.flag(flag.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean noneAskedFor(SentJson sent) {
        return FLAGS.keySet().stream().noneMatch(flag -> Boolean.TRUE.equals(sent.flag(flag)));
    }

    private static Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("extractVocals", "vocals");
        flags.put("extractBass", "bass");
        flags.put("extractDrums", "drums");
        flags.put("extractOther", "other");
        flags.put("extractGuitar", "guitar");
        flags.put("extractPiano", "piano");
        return flags;
    }
}
