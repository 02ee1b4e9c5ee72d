package io.soundforge.alchemy.download.provider.ytdlp;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** How far a download is, from a line of our own template. */
final class YtDlpProgress {
    static final String MARK = "SFA ";

    private YtDlpProgress() {}

    /** 0 to 1; 0 if the line does not say. */
    static double fraction(String line) {
        try {
            JsonObject progress = new JsonObject(line.substring(MARK.length()));
            double done = number(progress, "downloaded_bytes");
            double all = Math.max(number(progress, "total_bytes"), number(progress, "total_bytes_estimate"));
            return all > 0 ? Math.min(1, done / all) : 0;
        } catch (DecodeException noJson) {
            return 0;
        }
    }

    private static double number(JsonObject json, String key) {
        return json.getValue(key) instanceof Number number ? number.doubleValue() : 0;
    }
}
