@echo off
chcp 65001 >nul
rem 核对：把文书、户文件夹或压缩包拖到本文件上。路径中可以有空格、括号、& 等符号。
setlocal EnableExtensions EnableDelayedExpansion
set "DOCGEN_DROPPED=!CMDCMDLINE!"
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
set "DOCGEN=docgen"
where docgen >nul 2>nul
if errorlevel 1 set "DOCGEN=py -3 -m docgen.app.cli"
%DOCGEN% launch check %*
if errorlevel 9009 echo 找不到 docgen，请先安装，见 说明.txt。
pause
exit
