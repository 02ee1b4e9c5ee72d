package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import org.jspecify.annotations.Nullable;

/** Writes each event once, however many clients it goes to: the hub tells them one after the other. */
final class Editions {
    private @Nullable JobEvent last;
    private String lastName = "";
    private String text = "";

    String text(String name, JobEvent event) {
        if (!event.equals(last) || !name.equals(lastName)) {
            text = ServerFrame.delta(name, event).text();
            last = event;
            lastName = name;
        }
        return text;
    }
}
