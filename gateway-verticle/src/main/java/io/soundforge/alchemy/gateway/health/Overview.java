package io.soundforge.alchemy.gateway.health;

import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Glance;
import io.soundforge.alchemy.platform.health.Vitals;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code /health} tells. Supabase is for the eyes only: nothing waits for it, so what is told is its last answer.
 *
 * @param supabase {@code up} or {@code down}; down if there is none
 */
record Overview(Condition condition, Glance<String> supabase) {
    /** Says how the parts are; {@code status} is always {@code ok}. */
    record Health(String status, Map<String, String> services, Vitals.Metrics metrics) {}

    Future<Health> now() {
        String state = supabase.last();
        return condition.report().map(report -> health(report, state));
    }

    private static Health health(Condition.Report report, String supabase) {
        Map<String, String> words = withGateway(report.services());
        words.put("supabase", supabase);
        return new Health("ok", words, report.metrics());
    }

    static Map<String, String> withGateway(Map<String, String> services) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("apiGateway", "up");
        all.putAll(services);
        return all;
    }
}
