package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.studio.Arrangement;
import io.soundforge.alchemy.contracts.studio.ArrangementSection;
import io.soundforge.alchemy.contracts.studio.ArrangementTemplate;
import io.soundforge.alchemy.contracts.studio.CuePoint;
import io.soundforge.alchemy.contracts.studio.CueType;
import io.soundforge.alchemy.contracts.studio.Loop;
import io.soundforge.alchemy.contracts.studio.SectionType;
import java.util.Locale;

/** From what pages send to records. Only times must be there; ids, names and colours are made up when absent. */
final class StudioItems {
    private StudioItems() {}

    static Loop loop(ItemJson json) {
        return new Loop(json.id(), json.text("name", "Loop"), json.seconds("start"), json.seconds("end"), json.stems());
    }

    static CuePoint cuePoint(ItemJson json) {
        CueType type = CueType.ofText(json.text("type", CueType.CUSTOM.text()));
        return new CuePoint(
                json.id(),
                json.seconds("time"),
                json.text("label", capitalised(type.text())),
                type,
                json.text("color", type.color()));
    }

    static Arrangement arrangement(ItemJson json) {
        return new Arrangement(json.objects("arrangement", StudioItems::section));
    }

    static ArrangementTemplate template(ItemJson json) {
        return new ArrangementTemplate(json.text("name", ""), arrangement(json).arrangement());
    }

    private static ArrangementSection section(ItemJson json) {
        SectionType type = SectionType.ofText(json.text("type", SectionType.CUSTOM.text()));
        return new ArrangementSection(
                json.id(),
                json.seconds("start"),
                json.seconds("end"),
                type,
                json.text("color", type.color()),
                json.text("label", capitalised(type.text())));
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
