package io.soundforge.alchemy.platform.storage.object;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Shows Supabase's key and reads its errors: most come as status 400 with the real one in the body. */
final class SupabaseDialect implements Dialect {
    private final SupabaseConfig config;

    SupabaseDialect(SupabaseConfig config) {
        this.config = config;
    }

    @Override
    public Call signed(Call call) {
        Call shown = config.asApiKey() ? call.header("apikey", config.key()) : call;
        // The gateway refuses secret keys to whatever calls itself a browser.
        return (config.asToken() ? shown.header("authorization", "Bearer " + config.key()) : shown)
                .header("user-agent", "SoundForgeAlchemy");
    }

    @Override
    public StoreFault faultOf(Answer answer) {
        try {
            JsonObject body = new JsonObject(answer.text());
            String code = text(body, "code");
            return new StoreFault(
                    realStatus(answer, text(body, "statusCode")),
                    code.isEmpty() ? text(body, "error") : code,
                    text(body, "message"));
        } catch (DecodeException noJson) {
            return new StoreFault(answer.status(), "", answer.text().strip());
        }
    }

    private static int realStatus(Answer answer, String said) {
        return said.matches("[1-5][0-9]{2}") ? Integer.parseInt(said) : answer.status();
    }

    private static String text(JsonObject body, String name) {
        Object value = body.getValue(name);
        return value == null ? "" : value.toString();
    }
}
