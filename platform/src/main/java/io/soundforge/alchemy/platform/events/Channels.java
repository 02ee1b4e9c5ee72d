package io.soundforge.alchemy.platform.events;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.JobKind;
import java.util.ArrayList;
import java.util.List;

/** The names of the Redis channels: {@code download:job:created} and so on, for every kind and type. */
final class Channels {
    private Channels() {}

    static List<String> all() {
        List<String> names = new ArrayList<>();
        for (JobKind kind : JobKind.values()) {
            for (JobEventType type : JobEventType.values()) {
                names.add(kind.channel() + ":job:" + type.text());
            }
        }
        return List.copyOf(names);
    }
}
