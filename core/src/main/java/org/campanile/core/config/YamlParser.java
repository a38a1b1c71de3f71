package org.campanile.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationNode.Items;
import org.campanile.core.config.ConfigurationNode.Scalar;
import org.campanile.core.config.ConfigurationNode.Section;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML text to {@link ConfigurationNode}s. Only the node graph is built: tags can create no objects. */
final class YamlParser {
    private final String origin;
    private final Lines lines;

    private YamlParser(String origin, Lines lines) {
        this.origin = origin;
        this.lines = lines;
    }

    /** Whether places are told by line. */
    private enum Lines {
        NAMED,
        UNNAMED
    }

    /** Parses a whole file, whose root must be a section; an empty one is an empty section. */
    static Section parseFile(String yaml, String origin) {
        ConfigurationNode root = new YamlParser(origin, Lines.NAMED).parse(yaml, Section.empty(origin));
        if (root instanceof Section section) {
            return section;
        }
        throw new CampanileException(origin + " must hold keys with values, but holds " + root.kind() + ".");
    }

    /** Parses one value, such as the right side of an override. */
    static ConfigurationNode parseValue(String yaml, String origin) {
        return new YamlParser(origin, Lines.UNNAMED).parse(yaml, new Scalar(origin, ""));
    }

    private ConfigurationNode parse(String yaml, ConfigurationNode whenEmpty) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(origin).build();
            return new Compose(settings).composeString(yaml).map(this::convert).orElse(whenEmpty);
        } catch (MarkedYamlEngineException e) {
            throw new CampanileException(place(e.getProblemMark()) + ": not valid YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new CampanileException(origin + ": not valid YAML: " + e.getMessage(), e);
        }
    }

    private ConfigurationNode convert(Node node) {
        String place = place(node);
        if (node instanceof ScalarNode scalar) {
            return new Scalar(place, scalar.getValue());
        }
        if (node instanceof SequenceNode sequence) {
            List<ConfigurationNode> values = new ArrayList<>();
            sequence.getValue().forEach(value -> values.add(convert(value)));
            return new Items(place, values);
        }
        if (node instanceof MappingNode mapping) {
            Section section = Section.empty(place);
            mapping.getValue().forEach(entry -> add(section, entry));
            return section;
        }
        throw new CampanileException(place + ": aliases to enclosing values are not supported.");
    }

    private void add(Section section, NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new CampanileException(place(entry.getKeyNode()) + ": a key must be a single word.");
        }
        if (section.entries().put(key.getValue(), convert(entry.getValueNode())) != null) {
            throw new CampanileException(place(key) + ": key " + key.getValue() + " is given twice.");
        }
    }

    private String place(Node node) {
        return place(node.getStartMark());
    }

    private String place(Optional<Mark> mark) {
        return lines == Lines.NAMED
                ? origin + mark.map(found -> ":" + (found.getLine() + 1)).orElse("")
                : origin;
    }
}
