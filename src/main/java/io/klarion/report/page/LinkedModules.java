package io.klarion.report.page;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * JavaScript modules as one module, since a page that is a single file has nowhere to import from. Each becomes a block
 * of its own. Understood are the forms that the page's modules use: {@code import { a } from './b.js';} and
 * {@code export} before {@code const} and functions, at the start of a line.
 */
final class LinkedModules {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[^}]*}) from '\\./([a-z]+)\\.js';");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ((?:const|(?:async )?function) ([A-Za-z]+))");

    private LinkedModules() {}

    /**
     * One module that does what these do.
     *
     * @param names their file names, each after those it imports
     * @param text the text of each
     */
    static String of(List<String> names, UnaryOperator<String> text) {
        return names.stream()
                .map(name -> block(name.replace(".js", ""), text.apply(name)))
                .collect(Collectors.joining("", "const modules = {};\n", ""));
    }

    private static String block(String name, String text) {
        String exported = EXPORT.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(2))
                .collect(Collectors.joining(", "));
        String imported = IMPORT.matcher(text).replaceAll("const $1 = modules.$2;");
        String body = EXPORT.matcher(imported).replaceAll("$1");
        return "{ // " + name + "\n" + body + "modules." + name + " = { " + exported + " };\n}\n";
    }
}
