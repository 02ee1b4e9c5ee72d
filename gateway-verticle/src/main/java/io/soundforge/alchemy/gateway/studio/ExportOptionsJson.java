package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.studio.ExportOptions;

/** Reads what the export panel sends; every field may be absent. */
final class ExportOptionsJson {
    private ExportOptionsJson() {}

    /** @throws IllegalArgumentException naming the field */
    static ExportOptions read(ItemJson json) {
        ExportOptions ifAbsent = ExportOptions.defaults();
        return new ExportOptions(
                json.stems(),
                AudioFormat.ofText(json.text("format", ifAbsent.format().text())),
                sampleRate(json.word("sampleRate", Integer.toString(ifAbsent.sampleRate()))),
                BitDepth.ofText(json.word("bitDepth", ifAbsent.bitDepth().text())),
                json.flag("includeMetadata"),
                json.flag("normalizeAudio"),
                json.flag("keepBalance"));
    }

    private static int sampleRate(String text) {
        for (int rate : ExportOptions.SAMPLE_RATES) {
            if (Integer.toString(rate).equals(text)) {
                return rate;
            }
        }
        throw new IllegalArgumentException("sampleRate must be one of 44100, 48000, 96000; got '" + text + "'");
    }
}
