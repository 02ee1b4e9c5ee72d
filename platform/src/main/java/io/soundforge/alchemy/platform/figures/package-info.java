/** The figures that the mesh is run by: what is counted and measured, and nothing of where it goes. */
@NullMarked
package io.soundforge.alchemy.platform.figures;

import org.jspecify.annotations.NullMarked;
