package io.soundforge.alchemy.launcher;

import io.soundforge.alchemy.launcher.command.AlchemyCommandLine;
import io.soundforge.alchemy.launcher.command.Surroundings;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new AlchemyCommandLine(Surroundings.ofThisProcess(), new MeshStarter()).run(arguments));
    }
}
